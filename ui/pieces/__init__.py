"""What the frame and several views are built of: chips, tables, source signs, entries."""
