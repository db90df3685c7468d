"""The paper as a page that prints: one file with its look and its pictures."""

from functools import cache
from importlib.resources import files

from markupsafe import Markup

from ui.text.markup import render
from ui.text.words import LANGUAGES
from web.asked import Asked
from web.brief.links import beside
from web.brief.paper import paper
from web.brief.pictures import WHY, targets_size
from web.pictures.lettering import FAMILY, FILES, embedded
from web.pictures.render import svg


def html(asked: Asked) -> bytes:
    """Write the paper as HTML, the same bytes for the same address."""
    made = paper(asked)
    size = targets_size(made)
    text = render(
        "web/brief/template.html",
        asked.language,
        paper=made,
        targets=Markup(svg(made.targets_picture, size.width, height=size.height)),
        why=Markup(svg(made.why_picture, WHY.width, height=WHY.height)),
        style=_style(),
        family=FAMILY,
        fonts={weight: embedded(weight) for weight in FILES},
        word=beside(asked, "brief.docx"),
        languages={
            code: beside(asked, "brief", code) for code in LANGUAGES if code != asked.language
        },
    )
    return f"{text}\n".encode()


@cache
def _style() -> Markup:
    """Return the look of the paper; it is ours and holds nothing of a scenario."""
    sheet = files("web") / "brief/style.css"
    return Markup(" ".join(sheet.read_text(encoding="utf-8").split()))
