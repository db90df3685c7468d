"""The charts of the page as pictures by address, and the picture that a chat shows."""
