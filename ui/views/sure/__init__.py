"""The view "How sure"."""
