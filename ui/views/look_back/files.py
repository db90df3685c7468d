"""Links to the files of the view, which no lever moves."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from markupsafe import Markup

from model.evidence.look_back import years
from model.province.province import Province
from ui.text.markup import render

FILES: Mapping[str, str] = MappingProxyType(
    {"look-back.vi.csv": "past_files_vi", "look-back.csv": "past_files_csv"}
)
"""Key of the words by address."""


@cache
def files_html(province: Province, language: str) -> Markup:
    """Draw the links with what the files hold; nothing where no year came yet."""
    if not years(province):
        return Markup("")
    return render("views/look_back/files.html", language, files=FILES)
