"""The page, as ``streamlit run app.py`` starts it."""

from ui.page import run

run()
