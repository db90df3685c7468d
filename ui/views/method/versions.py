"""The published versions of the model."""

from functools import cache

from markupsafe import Markup

from model.province.province import Province
from ui.text.markup import render
from ui.views.method.contents import VERSIONS

POINTS = 2


@cache
def versions_html(province: Province, language: str) -> Markup:
    """Draw the change log, the last version first."""
    versions = list(province.versions.values())[::-1]
    return render(
        "views/method/versions.html",
        language,
        place=VERSIONS,
        versions=versions,
        base=province.base_year,
        references=province.presets,
        decimals=POINTS,
    )
