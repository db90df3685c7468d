"""Analyses whose results stand in the data: run by hand, repeated by the tests."""
