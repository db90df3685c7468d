"""``/data``: every address with what it gives, and how spreadsheets, pandas and R take it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from model.province.keys import GROWTH
from ui.pictures.pictures import PICTURES
from ui.text.markup import render
from web.asked import Asked
from web.made import Made, Maker

FILES = (
    *("scenario.xlsx", "scenario.vi.csv", "scenario.csv", "scenario.json"),
    *("compare.xlsx", "compare.vi.csv", "compare.csv", "compare.json"),
    *("brief", "brief.docx", "card.png"),
)
"""Addresses below that of the page, as they are listed; pictures follow."""
EXAMPLE = "disbursement_rate=80"
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Row:
    """An address: its path, the key of its words, what it may take, and an example to follow."""

    path: str
    words: str
    choices: str
    example: str


def data_page(asked: Asked) -> Made:
    """Describe the addresses in the reader's language."""
    body = render(
        "web/data/template.html",
        asked.language,
        site=asked.site,
        example=EXAMPLE,
        rows=list(rows(asked.language)),
        version=asked.province.version,
        changed=asked.province.changed,
        growth=GROWTH,
        variable=asked.province.indicators[GROWTH].variable,
    )
    return Made(str(body).encode(), HTML)


def rows(language: str) -> Iterator[Row]:
    """Yield what is listed: files, papers, and every picture."""
    end = f"lang={language}"
    for path in FILES:
        words = path.replace(".", "_")
        pins = "a.name=Kho_han&a.disbursement_rate=60&" if path.startswith("compare") else ""
        made = "made" if path.endswith((".xlsx", ".docx")) or path == "brief" else ""
        yield Row(path, f"data_{words}", made, f"{path}?{EXAMPLE}&{pins}{end}")
    for name, kind in PICTURES.items():
        path = f"chart/{name}.png"
        pins = "a.name=Kho_han&a.disbursement_rate=60&" if name == "compare" else ""
        choices = ", ".join((*sorted(kind.choices), "size", "scale"))
        yield Row(path, f"data_chart_{name}", choices, f"{path}?{EXAMPLE}&{pins}{end}")


DATA: Mapping[str, Maker] = MappingProxyType({"/data": Maker(data_page)})
