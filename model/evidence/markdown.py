"""Tables and lists in Markdown, a blank line after each."""

from collections.abc import Iterable, Iterator, Sequence


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table."""
    for cells in (header, ["---"] * len(header), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
    yield ""


def bullets(texts: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a list."""
    yield from (f"- {text}" for text in texts)
    yield ""
