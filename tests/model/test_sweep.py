"""A grid of settings: the same numbers as `simulate`, in order, piece by piece."""

import csv
import io
import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import simulate
from model.cli.main import main
from model.cli.output import progress, stream
from model.problems import InvalidInputError
from model.scenario.scenario import preset_scenario
from model.sweep.sweep import Axis, csv_pieces, header_text, plan_sweep
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


def interrupted(after: int) -> Iterator[tuple[int, str]]:
    for number in range(after):
        yield number, f"{number},line\n"
    raise KeyboardInterrupt


def test_what_is_stopped_early_leaves_whole_lines(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    with pytest.raises(KeyboardInterrupt):
        stream(interrupted(3), file)
    assert file.read_text(encoding="utf-8") == "0,line\n1,line\n2,line\n"


def test_half_a_line_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, write, calls = tmp_path / "out.csv", os.write, []

    def halting(descriptor: int, content: bytes) -> int:
        calls.append(len(content))
        if len(calls) == 3:
            write(descriptor, bytes(content)[:3])
            raise KeyboardInterrupt
        return write(descriptor, content)

    monkeypatch.setattr(os, "write", halting)
    with pytest.raises(KeyboardInterrupt):
        stream(interrupted(9), file)
    monkeypatch.undo()
    assert file.read_text(encoding="utf-8") == "0,line\n1,line\n"


@pytest.mark.parametrize(("redirected", "workers"), [(False, 1), (True, 1), (False, 2)])
def test_ctrl_c_leaves_a_valid_file(redirected: bool, workers: int, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    vary = [f"--vary={axis.lever}={axis.low}:{axis.high}:{axis.count}" for axis in ENDLESS]
    command = [sys.executable, "-m", "model", "sweep", f"--workers={workers}", *vary]
    with (tmp_path / "stdout").open("wb") as stdout:
        command += [] if redirected else ["--output", str(file)]
        running = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=stdout,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        written = tmp_path / "stdout" if redirected else file
        for _ in range(2000):
            if written.exists() and written.stat().st_size > 10_000_000:
                break
            time.sleep(0.01)
        os.killpg(running.pid, signal.SIGINT)  # as a terminal does: workers too
        _, complaint = running.communicate(timeout=60)
    assert (running.returncode, complaint) == (130, b"")
    content = written.read_bytes()
    assert content.endswith(b"\n")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8")), strict=True))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) > 1000


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
