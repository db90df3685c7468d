"""The count of rows that a table holds of itself: by it one is known that lost some of them."""

from collections.abc import Iterable, Iterator

from model.files.cells import Row

ROWS_KEY = "rows"
ROWS_VARIABLE = "Schema|Rows"
SCHEMA_VARIABLE = "Schema|Version"


def counted(rows: Iterable[Row]) -> Iterator[Row]:
    """Yield an IAMC table, header first, with the count in each scenario, before its schema.

    The count is of all rows below the header, whichever scenario they are of. It stands in each,
    so that however the rows are sorted, what is left of a table that was cut holds one.
    """
    found = list(rows)
    total = len(found) - 1 + sum(row[3] == SCHEMA_VARIABLE for row in found)
    for row in found:
        if row[3] == SCHEMA_VARIABLE:
            yield (*row[:3], ROWS_VARIABLE, *row[4:6], str(total))
        yield row
