"""Addresses beside the page that the paper names."""

from model.scenario.results import growth_of
from ui.state.link import encode
from web.asked import Asked
from web.files import MADE


def beside(asked: Asked, path: str, language: str = "", dated: bool = True) -> str:
    """Return the address of what ``path`` makes of the scenario.

    Parameters
    ----------
    language
        Another language than that of the address.
    dated
        Whether it takes the day that the address names.
    """
    page, made = asked.page, asked.options.get(MADE)
    day = f"{MADE}={made}&" if dated and made is not None else ""
    link = encode(
        page.province, page.scenario, page.view, language or page.language, growth_of(page.rows)
    )
    return f"{asked.site}{path}?{day}{link[1:]}"
