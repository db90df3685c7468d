"""The view "Compare"."""
