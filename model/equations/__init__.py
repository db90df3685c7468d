"""The equations of docs/MODEL.md, one file a block: pure functions on arrays.

An equation stands once there and once here: docstrings cite its number and do not repeat it.
"""
