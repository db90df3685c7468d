"""What people's programs save of our files: read back as it was, or refused with the reason."""
