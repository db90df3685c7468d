"""The command ``table``."""

import argparse
from collections.abc import Iterable
from dataclasses import astuple, fields

from model.cli.output import write
from model.files.cells import Row, csv_text
from model.problems import plain
from model.province.province import Province
from model.scenario.scenario import preset_scenario

TABLE_NAMES = ("levers", "indicators", "parameters", "presets", "sources", "targets")


def _table(province: Province, name: str) -> Iterable[Row]:
    """Yield a table of the data, header first; presets with the value of every lever."""
    if name == "presets":
        yield ("key", "name_vi", "name_en", "assumes_vi", "assumes_en", *province.levers)
        for preset in province.presets.values():
            levers = preset_scenario(province, preset.key).levers
            yield (
                preset.key,
                preset.name_vi,
                preset.name_en,
                preset.assumes_vi,
                preset.assumes_en,
                *(plain(value) for value in levers.values()),
            )
        return
    table = getattr(province, name)
    rows = list(table.values()) if hasattr(table, "values") else list(table)
    yield tuple(field.name for field in fields(rows[0]))
    for row in rows:
        yield tuple(_cell(value) for value in astuple(row))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return plain(value)
    return "" if value is None else str(value)


def add(command: argparse.ArgumentParser) -> None:
    """Add the name of the table."""
    command.add_argument("name", choices=TABLE_NAMES)


def run(province: Province, given: argparse.Namespace) -> None:
    """Print the table."""
    write(csv_text(_table(province, given.name)), None)
