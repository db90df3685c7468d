"""The paper as a Word document, by python-docx; no other room knows the library."""
