"""The view "Why"."""
