"""What is true of the model."""
