"""Tests of what answers by address beside the page."""
