"""Words, numbers and markup in the reader's language."""
