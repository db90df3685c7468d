"""What Streamlit has no words for: scripts of the browser, each beside its Python."""
