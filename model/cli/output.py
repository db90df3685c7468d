"""Where the command line writes: standard output or a file, and progress on a terminal."""

import os
import signal
import stat
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn, TextIO

from model.problems import InvalidInputError, Problem


def write(content: str | bytes, output: Path | None) -> None:
    """Write to a file or to standard output: bytes, or text as UTF-8 whatever the locale says.

    A file is replaced whole or not at all.

    Raises
    ------
    InvalidInputError
        The place takes no more, or bytes are to be written to a terminal.
    """
    _check(output)
    if output is None and isinstance(content, bytes) and sys.stdout.isatty():
        allowed = "a file, as a terminal shows no workbook"
        raise InvalidInputError([Problem("missing", "--output", allowed=allowed)])
    raw = content if isinstance(content, bytes) else content.encode("utf-8")
    with _said(output):
        if output is not None:
            with _replaced(output) as descriptor:
                _write_all(descriptor, raw)
            return
        sys.stdout.buffer.write(raw)
        sys.stdout.flush()


def stream(
    pieces: Iterable[tuple[int, str]],
    output: Path | None,
    progress: Callable[[int], None] | None = None,
) -> None:
    """Write pieces of whole lines as they come.

    A file is replaced whole or not at all; standard output that is stopped early holds whole lines.

    Parameters
    ----------
    pieces
        A count for ``progress`` and the text that brings it about.
    """
    _check(output)
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


def _check(output: Path | None) -> None:
    """Refuse what is no place to write to, before anything is worked out for it."""
    if output == Path():
        raise InvalidInputError(
            [Problem("unreadable", "--output", "no name of a file", "a writable file")]
        )
    if output is None and sys.stdout is None:
        raise InvalidInputError(
            [Problem("unreadable", "standard output", "closed", "--output FILE")]
        )


def room(output: Path | None) -> int | None:
    """Return the bytes that the disk of a file still takes; None where it is no file."""
    _check(output)
    if output is not None:
        path = output.resolve()
        return None if path.exists() and not path.is_file() else _free(path.parent)
    descriptor = sys.stdout.fileno()
    return _free(descriptor) if stat.S_ISREG(os.fstat(descriptor).st_mode) else None


def _free(place: Path | int) -> int | None:
    try:
        found = os.statvfs(place)
    except (AttributeError, OSError):  # Windows has none; what is wrong is said as one writes
        return None
    return found.f_bavail * found.f_frsize


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
        with _replaced(output) as descriptor:
            yield descriptor
    else:
        sys.stdout.flush()
        yield sys.stdout.fileno()


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let SIGTERM and SIGHUP unwind what is being written, as Ctrl-C does; then leave with them."""

    def leave(number: int, frame: FrameType | None) -> NoReturn:
        sys.exit(128 + number)

    if threading.current_thread() is not threading.main_thread():  # only there may they be set
        yield
        return
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), leave) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


@contextmanager
def _replaced(output: Path) -> Iterator[int]:
    """Open what takes the place of a file once it is whole; until then the old one stays.

    It lies beside the file, as only there it can take its place in one step. A device or a pipe
    is written to as it is.
    """
    path = output.resolve()
    if path.exists() and not path.is_file():
        with path.open("wb", buffering=0) as file:
            yield file.fileno()
        return
    beside = path.with_name(f".{os.urandom(8).hex()}.part")
    with _ended_in_order(), beside.open("xb", buffering=0) as file:
        try:
            if path.exists():
                beside.chmod(path.stat().st_mode)
            yield file.fileno()
            beside.replace(path)
        except BaseException:
            beside.unlink()
            raise


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
