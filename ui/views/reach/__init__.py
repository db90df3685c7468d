"""The view "Reach a target"."""
