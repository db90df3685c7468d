"""The addresses of the paper."""

from collections.abc import Mapping
from types import MappingProxyType

from model.files.file_names import file_stem
from web.asked import Asked
from web.brief.html import html
from web.files import MADE
from web.made import HTML, PICTURE, Made, Maker

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def brief(asked: Asked) -> Made:
    """Make the paper as a page that prints."""
    return Made(html(asked), HTML)


def brief_document(asked: Asked) -> Made:
    """Make the paper as a Word document."""
    from web.brief.word.document import document  # python-docx takes long to load

    name = f"{file_stem(asked.province, asked.scenario.name)}.docx"
    return Made(document(asked), WORD, name)


BRIEF_ADDRESSES: Mapping[str, Maker] = MappingProxyType(
    {
        "/brief": Maker(brief, PICTURE, frozenset({MADE})),
        "/brief.docx": Maker(brief_document, PICTURE, frozenset({MADE})),
    }
)
