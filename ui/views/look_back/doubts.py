"""What is to be doubted in the tests of the model."""

from functools import cache

from markupsafe import Markup

from ui.text.markup import render
from ui.text.words import words

DOUBT = "trust_suspect_"
TITLE = "trust_suspect_title"


@cache
def doubts_html(language: str) -> Markup:
    """List where a number of the model may have seen an outcome."""
    doubts = sorted(key for key in words() if key.startswith(DOUBT) and key != TITLE)
    return render("views/look_back/doubts.html", language, doubts=doubts)
