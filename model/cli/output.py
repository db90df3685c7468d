"""Where the command line writes: standard output or a file, and progress on a terminal."""

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from model.problems import InvalidInputError, Problem

WIDTH = 30


def write(text: str, output: Path | None) -> None:
    """Write to a file or, as UTF-8 whatever the locale says, to standard output."""
    with _said(output):
        if output is not None:
            output.write_text(text, encoding="utf-8", newline="")
            return
        sys.stdout.buffer.write(text.encode("utf-8"))
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


class ProgressBar:
    """A bar on a terminal, and nothing anywhere else; cleared at the end."""

    def __init__(self, total: float, terminal: TextIO | None = None) -> None:
        self.total = total
        self.terminal = terminal or sys.stderr
        self.shown = ""

    def __call__(self, done: float) -> None:
        """Show how much is done."""
        share = done / self.total if self.total else 1.0
        filled = int(share * WIDTH)
        bar = f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {share:4.0%}"
        if self.terminal.isatty() and bar != self.shown:
            self.terminal.write(bar)
            self.terminal.flush()
            self.shown = bar

    def __enter__(self) -> "ProgressBar":
        return self

    def __exit__(self, *error: object) -> None:
        if self.shown:
            self.terminal.write("\r" + " " * len(self.shown) + "\r")
            self.terminal.flush()


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
