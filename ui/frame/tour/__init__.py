"""What a newcomer is offered: one line that can be put away, and a tour of two minutes."""
