"""Scenario files read back, as their programs save them: generous in form, strict in meaning."""

from dataclasses import replace
from functools import partial

from model.files.encoding import text_of
from model.files.headers import find_table, is_header, no_table
from model.files.read_iamc import read_iamc
from model.files.read_keyed import has_levers, read_keyed
from model.files.sheets import Sheet, text_sheet
from model.files.workbook_sheets import SAVE_AS, is_workbook, workbook_sheets
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.scenario import Scenario

LARGEST_FILE = 5_000_000


def read_scenario(province: Province, content: bytes | str) -> tuple[Scenario, list[Problem]]:
    """Read a scenario back from any file of ours, also as another program saved it.

    Returns
    -------
    Scenario
        Levers, own targets, own assumptions, name and pins as they were.
    list of Problem
        What the reader should know: the file was made with another model version, or its code
        page lost letters of the name. A lever that came after that version stands at the default
        of links of the file's schema.

    Raises
    ------
    InvalidInputError
        The file is no scenario file, or holds what is unknown, out of range, of two meanings,
        given twice or missing; the first places are said and nothing is taken from it.
    """
    if len(content) > LARGEST_FILE:
        problem = Problem("too_large", "file", str(len(content)), str(LARGEST_FILE))
        raise InvalidInputError([problem])
    sheets = _sheets(province, content)
    found = [table for sheet in sheets if (table := find_table(province, sheet)) is not None]
    if not found:
        raise InvalidInputError([no_table(province, sheets[0])])
    iamc = [table for table in found if table.is_iamc]
    if not iamc:
        return read_keyed(province, found)
    if len(iamc) > 1 or any(has_levers(province, table) for table in found):
        places = " / ".join(table.place for table in found)
        raise InvalidInputError([Problem("several", "file", places, "one sheet")])
    return read_iamc(province, iamc[0])


def _sheets(province: Province, content: bytes | str) -> list[Sheet]:
    if isinstance(content, bytes) and is_workbook(content):
        return workbook_sheets(content) or [Sheet(())]
    text, coded = text_of(content if isinstance(content, bytes) else content.encode())
    if text.lstrip().startswith("{"):
        raise InvalidInputError([Problem("json", "file", allowed=SAVE_AS)])
    return [replace(text_sheet(text, partial(is_header, province)), coded=coded)]
