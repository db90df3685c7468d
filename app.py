"""The page, as ``soc-trang page`` and ``streamlit run app.py`` start it."""

from ui.page import run

run()
