"""Where the command line writes: standard output or a file, and progress on a terminal."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from model.problems import InvalidInputError, Problem


def write(content: str | bytes, output: Path | None) -> None:
    """Write to a file or to standard output: bytes, or text as UTF-8 whatever the locale says.

    Raises
    ------
    InvalidInputError
        The place takes no more, or bytes are to be written to a terminal.
    """
    if output is None and isinstance(content, bytes) and sys.stdout.isatty():
        allowed = "a file, as a terminal shows no workbook"
        raise InvalidInputError([Problem("missing", "--output", allowed=allowed)])
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    with _said(output):
        if output is not None:
            output.write_bytes(raw)
            return
        sys.stdout.buffer.write(raw)
        sys.stdout.flush()


def stream(
    pieces: Iterable[tuple[int, str]],
    output: Path | None,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write pieces of whole lines as they come; a file stopped early holds whole lines only.

    Parameters
    ----------
    pieces
        A count for ``progress`` and the text that brings it about.
    """
    with _said(output), _opened(output) as descriptor:
        found = os.fstat(descriptor)
        regular = stat.S_ISREG(found.st_mode)
        end = max(found.st_size, os.lseek(descriptor, 0, os.SEEK_CUR)) if regular else 0
        try:
            for count, text in pieces:
                _write_all(descriptor, text.encode("utf-8"))
                if regular:
                    end = os.lseek(descriptor, 0, os.SEEK_CUR)
                if progress is not None:
                    progress(count)
        except BaseException:
            if regular:
                os.ftruncate(descriptor, end)
            raise


def discard_output() -> None:
    """Let the interpreter close a standard output that takes no more without complaint."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def progress(total: float, terminal: TextIO | None = None) -> Iterator[Callable[[float], None]]:
    """Give what shows how much is done: on a terminal, and nothing anywhere else.

    Parameters
    ----------
    total
        How much there is to do.
    terminal
        Where the bar stands until the end; without it standard error.
    """
    shown = terminal or sys.stderr
    if not shown.isatty():
        yield lambda done: None
        return
    from tqdm import tqdm  # late: most commands show no bar, and start sooner without

    layout = "{percentage:3.0f}% |{bar:30}| {elapsed}<{remaining}"
    with tqdm(total=total, file=shown, leave=False, bar_format=layout) as bar:

        def show(done: float) -> None:
            bar.update(done - bar.n)

        yield show


@contextmanager
def _opened(output: Path | None) -> Iterator[int]:
    """Open a file without a buffer, or take standard output as it stands."""
    if output is not None:
        with output.open("wb", buffering=0) as file:
            yield file.fileno()
    else:
        sys.stdout.flush()
        yield sys.stdout.fileno()


def _write_all(descriptor: int, content: bytes) -> None:
    left = memoryview(content)
    while left:
        left = left[os.write(descriptor, left) :]


@contextmanager
def _said(output: Path | None) -> Iterator[None]:
    """Turn a failure of the system into a problem of the option; a broken pipe stays one."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        if output is None:
            discard_output()
        reason = f"{output or 'standard output'}: {error.strerror or error}"
        problem = Problem("unreadable", "--output", reason, "a writable file")
        raise InvalidInputError([problem]) from error
