"""The view "Look back"."""
