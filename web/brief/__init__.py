"""The paper of two pages for a meeting: as a page that prints, and as a Word document."""
