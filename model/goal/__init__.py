"""Reach a target: the least change of free levers."""
