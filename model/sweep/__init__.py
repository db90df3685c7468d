"""Grids of lever settings of any size, written piece by piece."""
