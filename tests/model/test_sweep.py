"""A grid of settings: the same numbers as `simulate`, in order, piece by piece."""

import csv
import io
import os
import resource
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import islice, product
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import simulate
from model.cli.main import main
from model.cli.output import progress, stream
from model.problems import InvalidInputError
from model.scenario.scenario import preset_scenario
from model.sweep.sweep import (
    Axis,
    csv_pieces,
    expected_bytes,
    header_text,
    plan_sweep,
    rows_text,
)
from tests.support.paths import ROOT
from tests.support.province import PROVINCE

PLAN = preset_scenario(PROVINCE, "plan_2024")
AXES = (Axis("disbursement_rate", 80.0, 100.0, 5), Axis("fdi", 0.0, 300.0, 4))
ENDLESS = (
    Axis("public_plan", 3000.0, 12000.0, 1_000_000),
    Axis("fdi", 0.0, 3000.0, 1_000_000),
)


class Terminal(io.StringIO):
    """A stand-in for a terminal."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


# The numbers


def test_rows_are_those_of_simulate_in_the_order_of_nested_loops() -> None:
    sweep = plan_sweep(PROVINCE, PLAN, AXES, ["grdp_growth", "icor", "exports"])
    rows = sweep.rows(0, 20)
    assert sweep.columns == ("disbursement_rate", "fdi", "grdp_growth", "icor", "exports")
    assert rows.shape == (sweep.size, 5) == (20, 5)
    expected = product([80.0, 85.0, 90.0, 95.0, 100.0], [0.0, 100.0, 200.0, 300.0])
    for row, (rate, fdi) in zip(rows, expected, strict=True):
        found = simulate({**PLAN.levers, "disbursement_rate": rate, "fdi": fdi})
        values = [found[key][0, 0] for key in sweep.indicators]
        assert list(row) == pytest.approx([rate, fdi, *values], rel=1e-12)


def test_the_piece_length_changes_nothing() -> None:
    sweep = plan_sweep(PROVINCE, PLAN, AXES)
    whole = sweep.rows(0, 20)
    for length in (1, 3, 7, 20):
        cuts = range(0, 20, length)
        parts = [sweep.rows(start, min(start + length, 20)) for start in cuts]
        np.testing.assert_allclose(np.concatenate(parts), whole, rtol=1e-13)


def test_two_workers_write_the_very_bytes_of_one(tmp_path: Path) -> None:
    vary = ["--vary", "disbursement_rate=50:100:251", "--vary", "fdi=0:3000:301"]
    texts = []
    for workers in ("1", "2"):
        file = tmp_path / f"{workers}.csv"
        assert main(["sweep", *vary, "--workers", workers, "--output", str(file)]) == 0
        texts.append(file.read_bytes())
    assert texts[0] == texts[1]
    assert texts[0].count(b"\n") == 251 * 301 + 1


@pytest.mark.parametrize("workers", ["0", "-1", "two", "1000", "1.5"])
def test_a_bad_number_of_workers_is_refused(
    workers: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["sweep", "--vary", "fdi=0:1:2", "--workers", workers]) == 2
    assert "--workers" in capsys.readouterr().err


def test_default_columns_are_those_with_a_target() -> None:
    assert set(plan_sweep(PROVINCE, PLAN, AXES).indicators) == {
        key for key in PROVINCE.plan_targets if key in PROVINCE.modelled
    }
    own = replace(PLAN, targets={"ntm_communes": 76.0})
    assert "ntm_communes" in plan_sweep(PROVINCE, own, AXES).indicators


def test_assumptions_of_the_scenario_count() -> None:
    assumed = replace(PLAN, parameters={"mu": 0.4})
    rows = plan_sweep(PROVINCE, assumed, AXES, ["grdp_growth"]).rows(0, 1)
    levers = {**PLAN.levers, "disbursement_rate": 80.0, "fdi": 0.0}
    expected = simulate(levers, {"mu": 0.4})["grdp_growth"][0, 0]
    assert rows[0, -1] == pytest.approx(expected, rel=1e-12)


@settings(max_examples=30)
@given(
    low=st.floats(-1e4, 1e4),
    high=st.floats(-1e4, 1e4),
    count=st.integers(2, 400),
)
def test_an_axis_is_even_and_ends_where_it_says(low: float, high: float, count: int) -> None:
    values = Axis("x", low, high, count).values(np.arange(count))
    assert (values[0], values[-1]) == (low, high)
    assert min(low, high) <= values.min()
    assert values.max() <= max(low, high)
    assert values == pytest.approx(np.linspace(low, high, count), rel=1e-9, abs=1e-9)


def test_an_axis_may_fall_or_stand_still() -> None:
    down = plan_sweep(PROVINCE, PLAN, [Axis("fdi", 300.0, 0.0, 4)], ["grdp_growth"])
    assert list(down.levers(0, 4)["fdi"]) == [300.0, 200.0, 100.0, 0.0]
    one = plan_sweep(PROVINCE, PLAN, [Axis("fdi", 5.0, 5.0, 1)], ["grdp_growth"])
    assert one.rows(0, 1)[:, 0] == 5.0


# Streaming


def test_pieces_come_before_the_end_of_an_endless_grid() -> None:
    sweep = plan_sweep(PROVINCE, PLAN, ENDLESS, ["grdp_growth"])
    assert sweep.size == 10**12
    pieces = list(islice(csv_pieces(sweep, 100), 4))
    assert [count for count, _ in pieces] == [100, 200, 300, 400]
    late = sweep.levers(10**12 - 2, 10**12)
    assert list(late["public_plan"]) == [12000.0, 12000.0]
    assert late["fdi"][-1] == 3000.0


def test_columns_that_stand_still_for_a_while_are_written_as_all_others() -> None:
    axes = (
        Axis("salinity", 1.0, 0.0, 3),
        Axis("national_growth", -2.0, 9.0, 331),
        Axis("fdi", 0.0, 3000.0, 7),
    )
    sweep = plan_sweep(PROVINCE, PLAN, axes, PROVINCE.modelled)
    text = rows_text(sweep, 500, 5500)
    numbers = sweep.rows(500, 5500) + 0.0
    assert text == "".join(",".join(map(cell, row)) + "\n" for row in numbers.tolist())
    assert np.isnan(numbers).any()


def cell(value: float) -> str:
    """Write a number as files do."""
    return "" if np.isnan(value) else f"{value:.12g}"


def test_lines_are_csv_with_twelve_digits_and_undefined_cells_empty() -> None:
    worst = {"shrimp_loss_rate": 40.0, "external_demand": -8.0}
    flood = replace(PLAN, levers={**PLAN.levers, **worst})
    sweep = plan_sweep(PROVINCE, flood, [Axis("salinity", 0.0, 1.5, 2)], ["grdp_current", "icor"])
    text = header_text(sweep) + "".join(text for _, text in csv_pieces(sweep))
    header, first, last = csv.reader(io.StringIO(text))
    assert header == ["salinity", "grdp_current", "icor"]
    expected = simulate({**flood.levers, "salinity": 0.0})["grdp_current"][0, 0]
    assert first[1] == f"{expected:.12g}"
    assert last[2] == ""
    assert text.endswith("\n")
    assert "\r" not in text


# Stopping early


LONG = (
    Axis("public_plan", 3000.0, 12000.0, 20_000),
    Axis("fdi", 0.0, 3000.0, 1_000),
)
"""Rows for a minute: it is still at work when it is stopped, and ends if nothing stops it."""


def interrupted(after: int) -> Iterator[tuple[int, str]]:
    for number in range(after):
        yield number, f"{number},line\n"
    raise KeyboardInterrupt


@pytest.mark.parametrize("before", [None, "old\n"])
def test_what_is_stopped_early_leaves_the_file_as_it_was(
    before: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "out.csv"
    if before is not None:
        file.write_text(before, encoding="utf-8")
    with pytest.raises(KeyboardInterrupt):
        stream(interrupted(3), file)
    left = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert left == ({} if before is None else {"out.csv": before})


def test_half_a_line_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Standard output that leads to a file is written to as it stands."""
    file, write, calls = tmp_path / "out.csv", os.write, []

    def halting(descriptor: int, content: bytes) -> int:
        calls.append(len(content))
        if len(calls) == 3:
            write(descriptor, bytes(content)[:3])
            raise KeyboardInterrupt
        return write(descriptor, content)

    with file.open("w", encoding="utf-8") as redirected:
        monkeypatch.setattr(sys, "stdout", redirected)
        monkeypatch.setattr(os, "write", halting)
        with pytest.raises(KeyboardInterrupt):
            stream(interrupted(9), None)
        monkeypatch.undo()
    assert file.read_text(encoding="utf-8") == "0,line\n1,line\n"


def test_a_file_keeps_its_mode_and_a_link_leads_to_the_new_one(tmp_path: Path) -> None:
    file, link = tmp_path / "out.csv", tmp_path / "link.csv"
    file.write_text("old", encoding="utf-8")
    file.chmod(0o640)
    link.symlink_to(file)
    stream([(1, "new\n")], link)
    assert link.is_symlink()
    assert file.read_text(encoding="utf-8") == "new\n"
    assert file.stat().st_mode & 0o777 == 0o640


class Running(NamedTuple):
    """A sweep at work: its process, and where it writes."""

    process: subprocess.Popen[bytes]
    file: Path

    def members(self) -> set[int]:
        """Processes of its session that still run."""
        found = set()
        for place in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):  # ended in between
                state, _, _, session = place.read_text().rpartition(")")[2].split()[:4]
                if int(session) == self.process.pid and state != "Z":
                    found.add(int(place.parent.name))
        return found

    def written(self) -> int:
        """Bytes that lie in its folder beside the old file."""
        return sum(path.stat().st_size for path in self.file.parent.iterdir())


@contextmanager
def sweeping(file: Path, *options: str, redirected: bool = False) -> Iterator[Running]:
    """Start a long sweep and wait until rows are written; nothing of it stays."""
    vary = [f"--vary={axis.lever}={axis.low}:{axis.high}:{axis.count}" for axis in LONG]
    command = [sys.executable, "-m", "model", "sweep", "--large", "--indicators=grdp_growth"]
    command += [*options, *vary, *([] if redirected else [f"--output={file}"])]
    with (file if redirected else Path(os.devnull)).open("wb") as stdout:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=stdout,
            stderr=subprocess.PIPE,
            start_new_session=True,
            # A shell that starts the tests in the background has SIGINT ignored.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
    running = Running(process, file)
    try:
        until(lambda: running.written() > 1_000_000)
        yield running
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def until(true: Callable[[], bool]) -> None:
    """Wait for something that comes about by itself; a minute is as good as never."""
    end = time.monotonic() + 60.0
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_ctrl_c_leaves_whole_lines_where_output_is_redirected(tmp_path: Path) -> None:
    with sweeping(tmp_path / "out.csv", redirected=True) as running:
        os.killpg(running.process.pid, signal.SIGINT)  # as a terminal does
        _, said = running.process.communicate(timeout=60)
    assert (running.process.returncode, said) == (130, b"")
    content = running.file.read_bytes()
    assert content.endswith(b"\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8")), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) > 1000


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("number", "code", "parts"),
    [
        (signal.SIGINT, 130, 0),
        (signal.SIGTERM, 143, 0),
        (signal.SIGHUP, 129, 0),
        (signal.SIGKILL, -signal.SIGKILL, 1),
    ],
    ids=lambda value: getattr(value, "name", ""),
)
def test_a_sweep_that_is_stopped_leaves_the_old_file_and_no_worker(
    number: signal.Signals, code: int, parts: int, workers: int, tmp_path: Path
) -> None:
    """Nobody can clean up after SIGKILL: what was written until then stays beside the file."""
    file = tmp_path / "out.csv"
    file.write_text("old", encoding="utf-8")
    with sweeping(file, f"--workers={workers}") as running:
        assert len(running.members()) >= workers
        os.kill(running.process.pid, number)
        running.process.wait(timeout=60)
        until(lambda: not running.members())
    assert running.process.returncode == code
    assert file.read_text(encoding="utf-8") == "old"
    assert len(list(tmp_path.iterdir())) == 1 + parts


@pytest.mark.parametrize("arguments", [["sweep", "--vary=fdi=0:100:20001"], ["card"]])
def test_a_full_disk_leaves_the_old_file(arguments: list[str], small_disk: Path) -> None:
    file = small_disk / "out"
    file.write_text("old", encoding="utf-8")
    taken = small_disk / "taken"
    taken.write_bytes(b"x" * 296_000)
    command = [sys.executable, "-m", "model", *arguments, f"--output={file}"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)
    assert {path.name for path in small_disk.iterdir()} == {"out", "taken"}
    assert file.read_text(encoding="utf-8") == "old"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 300 kB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount a disk")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_file_that_may_not_grow_leaves_the_old_one(tmp_path: Path) -> None:
    """As a full disk, where none can be mounted."""
    file = tmp_path / "out"
    file.write_text("old", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "model", "sweep", "--vary=fdi=0:100:20001", f"--output={file}"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000)),
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert b"File too large" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert file.read_text(encoding="utf-8") == "old"


# How much it will be


@pytest.mark.parametrize("axes", [AXES, (Axis("salinity", 0.0, 1.5, 5000),)])
def test_what_is_expected_is_near_what_is_written(axes: tuple[Axis, ...]) -> None:
    sweep = plan_sweep(PROVINCE, PLAN, axes)
    written = len(header_text(sweep)) + sum(len(text) for _, text in csv_pieces(sweep))
    assert expected_bytes(sweep) == pytest.approx(written, rel=0.05)


def test_rows_and_bytes_are_said_on_a_terminal_before_they_are_written(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file, terminal = tmp_path / "out.csv", Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    assert main(["sweep", "--vary=fdi=0:100:2001", f"--output={file}"]) == 0
    size = f"{file.stat().st_size / 1e6:.1f}"
    assert terminal.getvalue().startswith(f"2,001 rows, about {size} MB\n")


@pytest.mark.parametrize(
    ("count", "options", "said"),
    [
        (99_999_999_999, [], "at most 10,000,000 rows; more with --large"),
        (10_000_001, [], "at most 10,000,000 rows; more with --large"),
        (99_999_999_999_999, ["--large"], "what the disk still holds"),
    ],
)
def test_what_cannot_be_meant_or_held_is_refused(
    count: int, options: list[str], said: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "out.csv"
    assert main(["sweep", f"--vary=fdi=0:100:{count}", *options, f"--output={file}"]) == 2
    error = capsys.readouterr().err
    assert said in error
    assert f"{count:,} rows, about " in error
    assert error.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_progress_is_shown_on_a_terminal_only() -> None:
    terminal, file = Terminal(), io.StringIO()
    for output in (terminal, file):
        with progress(10, output) as show:
            for done in range(11):
                show(done)
                time.sleep(0.02)
    first, *later, cleared, last = terminal.getvalue().split("\r")
    assert (first, last) == ("", "")
    assert any("100%" in bar for bar in later)
    assert cleared.isspace()
    assert file.getvalue() == ""


def test_progress_stands_on_standard_error_and_is_cleared_at_the_end() -> None:
    screen, terminal = os.openpty()
    termios.tcsetwinsize(terminal, (24, 80))
    command = [sys.executable, "-m", "model", "sweep", "--vary=fdi=0:100:200000"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=terminal)
    os.close(terminal)
    shown = b""
    try:
        while piece := os.read(screen, 65536):
            shown += piece
    except OSError:  # Linux says so that the other side is closed
        pass
    os.close(screen)
    assert running.wait() == 0
    assert b"0% |" in shown
    assert shown.endswith(b" \r")


# What is refused


def axis(lever: str, low: float, high: float, count: int) -> list[Axis]:
    return [Axis(lever, low, high, count)]


@pytest.mark.parametrize(
    ("axes", "indicators", "fields"),
    [
        ([], None, ["--vary"]),
        (axis("salt", 0.0, 1.0, 2), None, ["salt"]),
        (axis("salinity", 0.0, 2.0, 2), None, ["salinity"]),
        (axis("salinity", -1.0, 1.0, 2), None, ["salinity"]),
        (axis("salinity", 0.0, 1.0, 0), None, ["salinity"]),
        (axis("salinity", 0.0, 1.0, -3), None, ["salinity"]),
        (axis("salinity", 0.0, 1.0, 1), None, ["salinity"]),
        (axis("salinity", 0.0, float("nan"), 2), None, ["salinity"]),
        (axis("salinity", 0.0, 1.0, 2) * 2, None, ["salinity"]),
        (axis("salinity", 0.0, 1.0, 2), ["gdp", "papi_score"], ["gdp", "papi_score"]),
        (axis("salinity", 0.0, 1.0, 2), ["exports", "exports"], ["exports"]),
        (axis("salinity", 0.0, 1.0, 2), [], ["--indicators"]),
        ([*axis("salinity", 0.0, 1.0, 10**10), *axis("fdi", 0.0, 1.0, 10**10)], None, ["--vary"]),
    ],
)
def test_bad_grids_are_refused(
    axes: list[Axis], indicators: list[str] | None, fields: list[str]
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        plan_sweep(PROVINCE, PLAN, axes, indicators)
    assert [problem.field for problem in caught.value.problems] == fields
