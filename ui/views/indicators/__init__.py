"""The view "Indicators"."""
