"""What is known about a province: the rows of its tables, their checks, and loading."""
