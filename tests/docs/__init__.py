"""What documents and deployment say, held against the project."""
