"""Any input at all: refused with its place, or read as it is."""
