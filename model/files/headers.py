"""The header of a table found, and what each of its columns holds."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType

from model.files.iamc import IAMC_COLUMNS
from model.files.numbers import BLANKS
from model.files.pin_labels import parted_heading
from model.files.sheets import HEAD, SEPARATORS, Cell, Line, Percent, Sheet
from model.files.vietnamese import vietnamese_columns
from model.files.words import LANGUAGES, Words
from model.problems import InvalidInputError, Problem, plain
from model.province.province import Province

LOST = "?"
"""What a code page writes for a letter that it has not."""
NA = "NA"
"""What R writes for an empty cell."""
VALUES = ("value", "projected", "content")
"""Columns of which one holds what restores a scenario."""
NAMING = ("key", "variable")
"""Columns of which one says what a row is about."""
NUMBERS = ("base", "trend", "plan", "value", "projected", "low", "high", "least", "most")
_BLANK = re.compile(f"[{BLANKS}\u00ad._]+")
_BREAK = re.compile(r"\s")
_STRIPPED = " \t\r\n\u00a0\u2007\u2009\u202f\u200b\u2060\ufeff"
_COLUMN_NUMBER = re.compile(r"\(?\d{1,2}\)?", re.ASCII)
_YEAR = re.compile(r"(\d{4})(?:[.,]0+)?", re.ASCII)


@dataclass(frozen=True)
class Table:
    """A sheet from its header on.

    Attributes
    ----------
    place
        Where its header stands, as a problem says it.
    lines
        The rows below its header, without notes.
    columns
        Place of each known column by its key: those of the IAMC format, or of the data's words.
    years
        Place of a column for each year of a wide table.
    pins
        Letter and name of each pin with the place of its column.
    lost
        The code page of the file has not every letter: ``?`` stands for the others.
    """

    sheet: Sheet
    place: str
    header: tuple[str, ...]
    lines: tuple[Line, ...]
    columns: Mapping[str, int]
    years: Mapping[int, int]
    pins: tuple[tuple[tuple[str, str], int], ...]
    lost: bool

    @property
    def is_iamc(self) -> bool:
        """Is this a table of variables, not one of keys."""
        return "variable" in self.columns

    def cell(self, row: Sequence[Cell], column: str) -> Cell:
        """Return the cell of a column; empty where the table or the row lacks it."""
        return at(row, self.columns.get(column))

    def text(self, row: Sequence[Cell], column: str) -> str:
        """Return the cell of a column as trimmed text."""
        return cell_text(self.cell(row, column))

    def key(self, row: Sequence[Cell]) -> str:
        """Return what a row of a key is about."""
        return self.text(row, "key").lower()

    def value(self, row: Sequence[Cell]) -> Cell:
        """Return the cell that holds what a row of a key restores."""
        return self.cell(row, next(key for key in VALUES if key in self.columns))

    def beyond(self, row: Sequence[Cell]) -> tuple[Cell, ...]:
        """Return the cells of a row that have no column above them."""
        return tuple(row[len(self.header) :])


def find_table(province: Province, sheet: Sheet) -> Table | None:
    """Find the header of a sheet among its first rows; None if there is none.

    Raises
    ------
    InvalidInputError
        A column that is needed stands there twice.
    """
    for place, (where, row) in enumerate(sheet.lines[:HEAD]):
        table = _table(province, sheet, place, row)
        if table is None:
            continue
        seen = [key for key, _ in _keys(province, row) if key in (*VALUES, *NAMING)]
        for key in seen:
            if seen.count(key) > 1:
                raise InvalidInputError([Problem("duplicate", where, key, "one column")])
        for above, cells in sheet.lines[:place]:
            found = next(table.text(cells, key) for key in NAMING if key in table.columns)
            if found in known_keys(province) or "|" in found:
                raise InvalidInputError([Problem("above", above, found, where)])
        return table
    return None


@cache
def known_keys(province: Province) -> frozenset[str]:
    """Return every key that may stand in a row."""
    about = (row.key for row in province.group_rows("about"))
    return frozenset((*province.levers, *province.indicators, *province.parameters, *about))


def is_header(province: Province, rows: Iterable[Sequence[Cell]]) -> bool:
    """Is one of these rows the header of a known table."""
    sheet = Sheet(())
    return any(_table(province, sheet, 0, row) is not None for row in rows)


def no_table(province: Province, sheet: Sheet) -> Problem:
    """Say that a sheet has no known header, and which known one is nearer to its first row."""
    where, row = sheet.lines[0] if sheet.lines else ("line 1", ())
    given = {fold(cell_text(cell)) for cell in row}
    if _is_for_reading(province, given):
        return Problem("for_reading", where)
    if one := next(_whole_headers(province, sheet), None):
        return one
    ours = vietnamese_columns(province)
    nearer = max((IAMC_COLUMNS, ours), key=lambda names: len(given & set(map(fold, names))))
    header = f"{sheet.separator or ','} ".join(cell_text(cell) for cell in row)
    return Problem("header", where, header, ", ".join(nearer))


def _whole_headers(province: Province, sheet: Sheet) -> Iterator[Problem]:
    """Yield cells that hold a known header: the table was opened with another separator."""
    for where, row in sheet.lines[:HEAD]:
        for text in map(cell_text, row):
            for separator in SEPARATORS:
                if is_header(province, [text.split(separator)]):
                    yield Problem("split", where, text, SEPARATORS[separator])


def _is_for_reading(province: Province, given: Collection[str]) -> bool:
    """Are these the heads of a look back, which holds no scenario: keys, or Vietnamese words."""
    heads = province.group_rows("look_back")
    shown = [row.name_vi for row in heads if not row.key.endswith("_en")]
    forms = ([row.key for row in heads], shown)
    return any(form and set(map(fold, form)) <= set(given) for form in forms)


def cell_text(cell: Cell) -> str:
    """Return a cell as trimmed text; a number of a workbook as it would be typed."""
    if isinstance(cell, float):
        return f"{plain(cell)}%" if isinstance(cell, Percent) else plain(cell)
    return cell.strip(_STRIPPED)


def at(row: Sequence[Cell], place: int | None) -> Cell:
    """Return a cell; empty where the row has none there."""
    return "" if place is None or place >= len(row) else row[place]


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Write text without accents, case, and what parts words: as headings are compared.

    R, and some databases, write full stops and underscores for blanks.
    """
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    plain_text = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return _BLANK.sub(" ", plain_text).strip().casefold()


def same(folded: str, word: str) -> bool:
    """Is a folded cell this word, letters that a code page lost aside."""
    meant = fold(word)
    return folded == meant or (
        LOST in folded
        and len(folded) == len(meant)
        and all(one in (LOST, other) for one, other in zip(folded, meant, strict=True))
        and folded.count(LOST) < len(folded)
    )


@cache
def _words(province: Province) -> tuple[tuple[str, str], ...]:
    """List the keys of columns with every word that heads them."""
    iamc = ((column, column) for column in IAMC_COLUMNS)
    keys = [row.key for row in province.group_rows("column")]
    ours = ((key, Words(province, one).column(key)) for one in LANGUAGES for key in keys)
    return (*iamc, *ours)


def _keys(province: Province, row: Sequence[Cell]) -> list[tuple[str, int]]:
    """List the known columns of a header with their places."""
    found = []
    for place, cell in enumerate(row):
        folded = fold(cell_text(cell))
        key = next((key for key, word in _words(province) if folded and same(folded, word)), None)
        if key is not None:
            found.append((key, place))
    return found


def _filled_na(table: Table) -> Table:
    """Read NA, which R writes for an empty cell, as one.

    A scenario may be called so: its name is read so only where no cell of the table is empty.
    """
    cells = [cell for _, row in table.lines for cell in row]
    if NA not in cells:
        return table
    every = "" not in cells

    def emptied(row: Sequence[Cell]) -> tuple[Cell, ...]:
        if table.is_iamc:
            named = {table.columns.get("scenario")}
        else:
            kept = not every and table.key(row) == "name"
            named = {table.columns.get(key) for key in VALUES} if kept else set()
        return tuple(
            "" if cell == NA and place not in named else cell for place, cell in enumerate(row)
        )

    return replace(table, lines=tuple((place, emptied(row)) for place, row in table.lines))


def _is_note(row: Sequence[Cell], header: Sequence[str]) -> bool:
    """Is this what somebody wrote below or between: one cell, numbers of columns, the header."""
    texts = [cell_text(cell) for cell in row]
    filled = [text for text in texts if text]
    numbered = all(map(_COLUMN_NUMBER.fullmatch, filled))
    return len(filled) <= 1 or numbered or texts == list(header)


def _table(province: Province, sheet: Sheet, place: int, row: Sequence[Cell]) -> Table | None:
    """Read a row as a header; None if it is none."""
    texts = tuple(map(cell_text, row))
    columns = dict(reversed(_keys(province, row)))
    years = {
        int(found[1]): at_place
        for at_place, text in enumerate(texts)
        if (found := _YEAR.fullmatch(text))
    }
    long = "variable" in columns and "value" in columns
    wide = "variable" in columns and province.base_year + 1 in years
    if not (long or wide or ("key" in columns and any(key in columns for key in VALUES))):
        return None
    table = Table(
        sheet=sheet,
        place=sheet.lines[place][0] if sheet.lines else "",
        header=texts,
        lines=tuple(line for line in sheet.lines[place + 1 :] if not _is_note(line[1], texts)),
        columns=MappingProxyType(columns),
        years=MappingProxyType({} if long else years),
        pins=() if "variable" in columns else tuple(_pins(texts)),
        lost=sheet.coded or any(LOST in texts[known] for known in columns.values()),
    )
    return _filled_na(table)


def _pins(texts: Sequence[str]) -> Iterator[tuple[tuple[str, str], int]]:
    """Yield the columns of pins by their headings, and pass over those of differences."""
    less: tuple[str, ...] = ()
    for place, text in sorted(enumerate(texts), key=lambda item: len(item[1])):
        heading = _BREAK.sub(" ", text)
        pin = parted_heading(heading)
        if pin is not None and not heading.startswith(less):
            yield pin, place
            less += tuple(f"{heading} {minus} " for minus in ("−", LOST))
