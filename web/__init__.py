"""What answers by address beside the page: files, pictures, papers, and the first HTML."""
