"""Everything that follows from something else, written anew: ``python -m tests.support.renew``.

The last row of versions.csv says version, date and schema; the other places that hold them follow
it. Then come the stored draws, the published results with what versions.csv keeps of them, what the
version projects in its own file of ``versions``, and the documents of the data. What is up to date
stays as it is, byte by byte.
"""

import csv
import re
import sys

from model import load_province
from model.cli.main import main as run
from model.evidence.vintages import CAME, COLUMNS, came_rows, version_rows
from model.files.cells import csv_text
from model.province.keys import GROWTH
from model.province.load import SHIPPED
from tests.support import golden
from tests.support.paths import ROOT

DATA = ROOT / "data" / SHIPPED
VERSIONS = DATA / "versions.csv"
HELD = {
    DATA / "datapackage.json": {
        r'"version": "()[^"]*': "version",
        r'"changed": "()[^"]*': "date",
        r'"schema": ()\d+': "schema",
    },
    ROOT / "model" / "__init__.py": {r'__version__ = "()[^"]*': "version"},
    ROOT / "CITATION.cff": {
        r"(?m)^version: ().*": "version",
        r"(?m)^date-released: ().*": "date",
    },
}
"""Where else a cell of versions.csv stands: after the empty group of the first match."""
DOCUMENTS = {"card": DATA / "MODEL_CARD.md", "changelog": DATA / "CHANGELOG.md"}


def read_versions() -> list[dict[str, str]]:
    """Read versions.csv as it stands, whether or not the rest of the folder agrees with it."""
    with VERSIONS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def spread_version() -> None:
    """Write version, date and schema of the last row wherever else they stand.

    Raises
    ------
    ValueError
        A file no longer holds one of them.
    """
    last = read_versions()[-1]
    for path, cells in HELD.items():
        text = path.read_text(encoding="utf-8")
        for pattern, column in cells.items():
            found = re.search(pattern, text)
            if found is None:
                raise ValueError(f"{path.name}: no {column} found")
            text = text[: found.start(1)] + last[column] + text[found.end() :]
        path.write_text(text, encoding="utf-8", newline="")


def keep_results() -> None:
    """Write into the last row of versions.csv what it keeps of the published results."""
    province, results = load_province(), golden.stored()
    year = str(province.base_year + 1)
    growth = {row[0]: float(row[4]) for row in results if (row[1], row[3]) == (GROWTH, year)}
    *published, last = read_versions()
    last["reference_growth"] = f"{growth[province.reference_preset]:.2f}"
    last["plan_growth"] = f"{growth[province.default_preset]:.2f}"
    last["results"] = golden.digest(results)
    rows = [list(last), *(list(row.values()) for row in (*published, last))]
    VERSIONS.write_text(csv_text(rows), encoding="utf-8", newline="")


def keep_projections() -> None:
    """Write what the last version projects, and projects with levers as they turned out."""
    province = load_province(DATA)
    for name, rows in (("", version_rows(province)), (f"_{CAME}", came_rows(province))):
        path = DATA / "versions" / f"{province.version}{name}.csv"
        path.write_text(csv_text([COLUMNS, *rows]), encoding="utf-8", newline="")


def main() -> int:
    """Write everything; return the exit code."""
    spread_version()
    if failed := run(["draws"]):
        return failed
    print(golden.renew())
    keep_results()
    keep_projections()
    # The folder is named, as the shipped one was read before its versions were written.
    commands = [["--data", str(DATA), name, "--output", str(DOCUMENTS[name])] for name in DOCUMENTS]
    return max(map(run, commands))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ValueError as error:
        sys.exit(str(error))
