"""The site, as ``soc-trang page`` and ``streamlit run app.py`` start it."""

from streamlit import App

from ui.page import failed
from web.site import SCRIPT, lifespan, middleware, routes

app = App(
    SCRIPT,
    routes=routes(),
    middleware=middleware(),
    lifespan=lifespan,
    on_script_error=failed,
)
