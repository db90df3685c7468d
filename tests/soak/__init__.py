"""Faults without end, by a command only: ``python -m tests.soak``."""
