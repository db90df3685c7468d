"""The view "Method and data"."""
