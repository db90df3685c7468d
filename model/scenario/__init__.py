"""What a reader sets, how a link says it, and what comes of it."""
