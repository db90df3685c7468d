"""The view "To 2030"."""
