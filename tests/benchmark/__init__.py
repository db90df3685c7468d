"""Benchmarks: run by hand, reported, never asserted by the clock."""
