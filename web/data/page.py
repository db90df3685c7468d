"""``/data``: every address with what it gives, and how spreadsheets, pandas and R take it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from model.province.keys import GROWTH
from ui.text.markup import render
from web.asked import Asked
from web.brief.addresses import BRIEF_ADDRESSES
from web.files import FILES
from web.made import HTML, Made, Maker
from web.pictures.addresses import PICTURE_ADDRESSES

LISTED: Mapping[str, Maker] = MappingProxyType(
    {
        path: maker
        for path, maker in {**FILES, **BRIEF_ADDRESSES, **PICTURE_ADDRESSES}.items()
        if not path.endswith(".svg")
    }
)
"""What is described: of a picture its PNG, as the SVG differs by its ending alone."""
EXAMPLE = "disbursement_rate=80"
OF_NO_SCENARIO = "/look-back"
"""How addresses begin that no lever moves."""
PIN = "a.name=60%25&a.disbursement_rate=60"
CODES = {
    "Google Sheets": '=IMPORTDATA("{site}scenario.csv?{example}")',
    "pandas": """import pandas

table = pandas.read_csv("{site}scenario.csv?{example}")
table[table.variable == "{variable}"]""",
    "R": """table <- read.csv("{site}scenario.csv?{example}")
subset(table, variable == "{variable}")""",
    "curl": 'curl -OJ "{site}scenario.xlsx?{example}"',
}
"""Examples by what they are for."""


@dataclass(frozen=True)
class Row:
    """An address: its path, the key of its words, what it may take, and an example to follow."""

    path: str
    words: str
    choices: Sequence[str]
    example: str


def data_page(asked: Asked) -> Made:
    """Describe the addresses in the reader's language."""
    listed = list(rows(asked.language))
    variable = asked.province.indicators[GROWTH].variable
    given = {"site": asked.site, "example": EXAMPLE, "variable": variable}
    body = render(
        "web/data/template.html",
        asked.language,
        site=asked.site,
        example=EXAMPLE,
        rows=listed,
        choices=list(dict.fromkeys(choice for row in listed for choice in row.choices)),
        version=asked.province.version,
        changed=asked.province.changed,
        codes={title: code.format_map(given) for title, code in CODES.items()},
    )
    return Made(str(body).encode(), HTML)


def rows(language: str) -> Iterator[Row]:
    """Yield what is listed: files, papers, pictures."""
    for path, maker in LISTED.items():
        levers = [] if path.startswith(OF_NO_SCENARIO) else [EXAMPLE]
        pairs = (*levers, *([PIN] if "compare" in path else []), f"lang={language}")
        words = f"data{re.sub('[^a-z]', '_', path)}"
        yield Row(path, words, sorted(maker.options), f"{path[1:]}?{'&'.join(pairs)}")


DATA: Mapping[str, Maker] = MappingProxyType({"/data": Maker(data_page)})
