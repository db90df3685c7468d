"""What must always hold, and what was published."""
