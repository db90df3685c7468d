"""The command ``draws``."""

import argparse

from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.uncertainty.draws import STORED, hypercube_columns
from model.uncertainty.make_draws import draw_files, read_recipe


def add(command: argparse.ArgumentParser) -> None:
    """Add the option of ``draws``."""
    command.add_argument(
        "--check", action="store_true", help="write nothing; fail if something would change"
    )


def run(province: Province, given: argparse.Namespace) -> None:
    """Write the draws of a data folder, with a column for everything that is drawn."""
    known = read_recipe(province.folder)
    years = province.years_to(province.last_year)
    whole = known.with_columns(hypercube_columns(province, years))
    added = whole.columns[len(known.columns) :]
    paths = {province.folder / name: content for name, content in draw_files(whole).items()}
    changed = {
        path: content
        for path, content in paths.items()
        if not path.is_file() or path.read_bytes() != content
    }
    if given.check:
        allowed = "what python -m model draws writes"
        problems = [Problem("unreadable", path.name, "out of date", allowed) for path in changed]
        if problems:
            raise InvalidInputError(problems)
    for path, content in changed.items():
        path.write_bytes(content)
    size = f"{whole.draws} draws of {len(whole.columns)} columns"
    print(f"{STORED}: {size}, added: {', '.join(added) or 'none'}")
