"""The equations of docs/MODEL.md, one file a block: pure functions on arrays."""
