"""Scenario files, written and read back."""
