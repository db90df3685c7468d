"""How the same numbers come about elsewhere: by an address, on the command line, in Python."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from model.problems import plain
from model.province.keys import GROWTH
from model.scenario.link import encode
from ui.state.current import Page
from ui.text.markup import render


@dataclass(frozen=True)
class Way:
    """A way to the same numbers: the key of its words, and what is to be copied."""

    key: str
    code: str


def reproduce_html(page: Page, site: str) -> Markup:
    """Draw what gives the same numbers elsewhere, ready to copy.

    ``site`` is where the reader sees the page, ending in ``/``.
    """
    link = encode(page.province, page.scenario)
    ways = (
        Way("data", f"{site}scenario.json{link}"),
        Way("pandas", f'import pandas\n\npandas.read_csv("{site}scenario.csv{link}")'),
        Way("command", command_line(site + link)),
        Way("python", python_code(page)),
    )
    return render("frame/share/reproduce.html", page.language, ways=ways)


def command_line(link: str) -> str:
    """Write the command that prints the scenario of a link as a table."""
    return f"python -m model project --link {shlex.quote(link)}"


def python_code(page: Page) -> str:
    """Write the Python that projects growth: levers off the trend, and own assumptions."""
    levers, scenario = page.province.levers, page.scenario
    off = {key: value for key, value in scenario.levers.items() if value != levers[key].trend}
    given = {"levers": off, "parameters": scenario.parameters}
    arguments = ", ".join(f"{name}={_mapping(values)}" for name, values in given.items() if values)
    return f'from model import simulate\n\nresult = simulate({arguments})\nresult["{GROWTH}"]'


def _mapping(values: Mapping[str, float]) -> str:
    pairs = ", ".join(f'"{key}": {plain(value)}' for key, value in values.items())
    return f"{{{pairs}}}"
