"""The command line: what it prints, what it refuses and how it ends."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model import __version__, simulate
from model.cli import main as command_line
from model.cli.main import COMMANDS, main
from model.cli.table import TABLE_NAMES
from model.files.count import ROWS_VARIABLE
from model.files.iamc import IAMC_COLUMNS
from model.files.read import read_scenario
from model.files.vietnamese import vietnamese_columns
from model.goal.reach import reach
from model.province.province import Province
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.sobol import sobol
from tests.support.paths import ROOT
from tests.support.province import DATA, PROVINCE
from ui.state.link import encode

Captured = tuple[int, str, str]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> "Run":
    return Run(capsys)


class Run:
    """Runs the command line in this process: exit code, standard output, standard error."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self.capsys = capsys

    def __call__(self, *arguments: str) -> Captured:
        """Run with these arguments."""
        try:
            code = main(arguments)
        except SystemExit as ended:
            code = int(ended.code or 0)
        out, err = self.capsys.readouterr()
        return code, out, err


def process(
    *arguments: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "model", *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        check=False,
    )


def table(text: str) -> list[list[str]]:
    """Read CSV; a Vietnamese table, which has a byte-order mark, by its semicolons."""
    separator = ";" if text.startswith("\ufeff") else ","
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    return list(csv.reader(lines, delimiter=separator, strict=True))


def value(text: str, scenario: str, variable: str, year: int = 2024) -> float:
    """Find one value of an IAMC table."""
    (found,) = [
        row[6] for row in table(text) if (row[1], row[3], row[5]) == (scenario, variable, str(year))
    ]
    return float(found)


# What it prints


def test_the_plan_is_projected_without_any_option(
    run: Run, plan: Mapping[str, float], province: Province
) -> None:
    code, out, err = run("project")
    header, *lines, summary = out.splitlines()
    assert (code, err) == (0, "")
    assert header.split()[:3] == ["indicator", "2023", "target"]
    assert [line.split()[0] for line in lines] == list(province.indicators)
    growth = simulate(plan)["grdp_growth"][0, 0]
    assert f"{growth:.2f}" in lines[0]
    assert "5.77" in lines[0]
    assert "7–7.5" in lines[0]
    assert summary.startswith("Of the indicators with a known target: ")
    assert run("project", "--preset", "plan_2024")[1] == out


@pytest.mark.parametrize("preset", ["baseline_2023", "everything_right", "shrimp_disease_2015"])
def test_every_preset_can_be_projected(run: Run, preset: str, province: Province) -> None:
    code, out, _ = run("project", "--preset", preset, "--format", "iamc")
    levers = preset_scenario(province, preset).levers
    expected = simulate(levers)["grdp_growth"][0, 0]
    assert code == 0
    assert value(out, preset, "GRDP|Growth") == pytest.approx(expected, rel=1e-11)


def test_settings_are_taken_over_the_preset(run: Run, plan: Mapping[str, float]) -> None:
    code, out, _ = run(
        "project", "--set", "disbursement_rate=80", "--set", "salinity=1", "--format", "iamc"
    )
    expected = simulate({**plan, "disbursement_rate": 80.0, "salinity": 1.0})
    assert code == 0
    assert value(out, "scenario", "Lever|disbursement_rate") == 80.0
    assert value(out, "scenario", "GRDP|Growth") == pytest.approx(
        expected["grdp_growth"][0, 0], rel=1e-11
    )


def test_a_changed_preset_does_not_keep_its_name(run: Run) -> None:
    out = run("project", "--set", "salinity=1", "--format", "iamc")[1]
    assert {row[1] for row in table(out)[1:]} == {"trend_2024", "scenario"}


def test_negative_settings_are_read(run: Run) -> None:
    out = run("project", "--set", "shrimp_area_intensive=-600", "--format", "iamc")[1]
    assert value(out, "scenario", "Lever|shrimp_area_intensive") == -600.0


def test_a_link_is_projected_as_it_stands(run: Run, province: Province) -> None:
    scenario = replace(
        preset_scenario(province, "salinity_2016"),
        parameters={"mu": 0.3},
        targets={"ntm_communes": 76.0},
        name="Hạn mặn",
    )
    code, out, err = run("project", "--link", encode(province, scenario), "--format", "iamc")
    found, notes = read_scenario(province, out)
    assert (code, err, notes) == (0, "", [])
    assert found == scenario
    expected = simulate(scenario.levers, scenario.parameters)["grdp_growth"][0, 0]
    assert value(out, "Hạn mặn", "GRDP|Growth") == pytest.approx(expected, rel=1e-11)


@pytest.mark.parametrize("name", ["iamc", "vi"])
def test_a_file_is_projected_as_it_stands(run: Run, name: str, tmp_path: Path) -> None:
    file = tmp_path / "kịch bản.csv"
    made = ["project", "--preset", "price_slump", "--format", name]
    run(*made, "--output", str(file))
    assert run("project", "--file", str(file), "--format", name) == (0, run(*made)[1], "")
    changed = run("project", "--file", str(file), "--set", "salinity=1", "--format", "iamc")[1]
    assert value(changed, "price_slump", "Lever|salinity") == 1.0


def test_an_older_file_is_projected_with_a_notice(
    run: Run, tmp_path: Path, province: Province
) -> None:
    file = tmp_path / "old.csv"
    made = run("project", "--format", "iamc")[1]
    file.write_text(made.replace(province.version, "0.1.0"), encoding="utf-8")
    code, out, err = run("project", "--file", str(file))
    assert (code, out) == (0, run("project")[1])
    now = f"results are computed with {province.version}"
    assert err == f"version: made with version 0.1.0, {now}\n"


def test_an_older_link_is_projected_with_a_notice(run: Run, province: Province) -> None:
    code, out, err = run("project", "--link", "?v=1&m=0.1.0&disbursement_rate=80")
    assert code == 0
    assert out.startswith("indicator")
    now = f"results are computed with {province.version}"
    assert err.splitlines() == [f"m: made with version 0.1.0, {now}"]


def test_a_link_that_showed_another_growth_is_projected_and_both_are_said(run: Run) -> None:
    link = "?v=1&m=1.0.0&disbursement_rate=80"
    code, out, err = run("project", "--link", f"{link}&r=5.55")
    assert code == 0
    assert out == run("project", "--link", link)[1]
    for part in ("1.0.0", "growth of 5.55 %"):
        assert part in err
    code, _, err = run("project", "--link", f"{link}&r=abc")
    assert (code, "r: abc is not a number" in err) == (2, True)


@pytest.mark.parametrize(
    ("link", "parts"),
    [
        ("?v=2&m=1.1.0&n=3&disbursement_rate=80&fdi=250&salin", ["2 of 3", "fdi"]),
        ("?v=2&m=1.1.0&n=2&disbursement_rate=80&view=why&lang=vi", ["1 of 2", "disbursement_rate"]),
        ("?v=1&m=1.0.0&public_plan=7000&disbursement_rate=80&oth", ["other_public", "salinity"]),
        ("?v=2&m=1.1.0&n=", ["not known"]),
    ],
)
def test_a_cut_link_is_refused_with_what_is_missing(run: Run, link: str, parts: list[str]) -> None:
    code, out, err = run("project", "--link", link)
    assert (code, out) == (2, "")
    assert err.startswith("--link: the link is cut: ")
    assert len(err.splitlines()) == 1
    assert all(part in err for part in parts)


def test_a_link_is_taken_as_it_was_pasted(run: Run, province: Province) -> None:
    link = encode(province, preset_scenario(province, "salinity_2016"))
    wanted = run("project", "--link", link)
    assert wanted[0] == 0
    mailed = link.replace("&", "&amp;").replace("=", "=3D")
    for text in (f" <https://example.org/{link}&fbclid=x>\n", f"“{link}”.", f"({mailed})"):
        assert run("project", "--link", text) == wanted


def test_the_horizon_adds_years(run: Run) -> None:
    for last in (2024, 2027, 2030):
        out = run("project", "--horizon", str(last), "--format", "iamc")[1]
        assert {int(row[5]) for row in table(out)[1:]} == set(range(2023, last + 1))


def test_draws_add_percentiles(run: Run) -> None:
    plain = [row for row in table(run("project", "--format", "iamc")[1]) if row[3] != ROWS_VARIABLE]
    code, out, _ = run("project", "--draws", "100", "--format", "iamc")
    added = ("Percentile", ROWS_VARIABLE)  # and with them there are more rows to count
    assert code == 0
    assert [row for row in table(out) if not any(part in row[3] for part in added)] == plain
    low, high = (
        value(out, "plan_2024", f"GRDP|Growth|Level|{cut}th Percentile") for cut in (5, 95)
    )
    assert low < value(out, "plan_2024", "GRDP|Growth") < high


@pytest.mark.parametrize(
    ("name", "columns"), [("iamc", IAMC_COLUMNS), ("vi", None)], ids=["iamc", "vi"]
)
def test_output_goes_to_a_file(
    name: str, columns: Sequence[str] | None, run: Run, tmp_path: Path, province: Province
) -> None:
    file = tmp_path / "kịch bản.csv"
    shown = run("project", "--format", name)[1]
    assert run("project", "--format", name, "--output", str(file)) == (0, "", "")
    content = file.read_bytes()
    assert content.decode("utf-8") == shown
    assert tuple(table(shown)[0]) == tuple(columns or vietnamese_columns(province))
    assert read_scenario(province, content)[0] == preset_scenario(province, "plan_2024")


def test_a_file_is_an_iamc_table_unless_asked_otherwise(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    run("project", "--output", str(file))
    assert file.read_text(encoding="utf-8") == run("project", "--format", "iamc")[1]


def test_the_name_of_a_file_chooses_a_workbook(
    run: Run, tmp_path: Path, province: Province
) -> None:
    file, other = tmp_path / "kịch bản.XLSX", tmp_path / "kịch bản"
    made = ("project", "--preset", "price_slump", "--set", "salinity=1")
    assert run(*made, "--output", str(file)) == (0, "", "")
    assert run(*made, "--format", "xlsx", "--output", str(other)) == (0, "", "")
    assert file.read_bytes() == other.read_bytes()
    assert read_scenario(province, file.read_bytes())[0].levers["salinity"] == 1.0
    assert run("project", "--file", str(file)) == run(*made)
    assert run("project", "--format", "table") == run("project")


def test_a_workbook_goes_through_a_pipe_and_not_to_a_terminal(
    run: Run, monkeypatch: pytest.MonkeyPatch, province: Province
) -> None:
    done = process("project", "--format", "xlsx")
    assert (done.returncode, done.stderr) == (0, b"")
    assert read_scenario(province, done.stdout)[0] == preset_scenario(province, "plan_2024")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    code, out, err = run("project", "--format", "xlsx")
    assert (code, out) == (2, "")
    assert "--output" in err


def test_no_other_command_waits_for_the_library_of_workbooks() -> None:
    program = (
        "import sys; from model.cli.main import main; main(['project']);"
        "sys.exit('openpyxl' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_tables_are_csv_with_every_row(name: str, run: Run, province: Province) -> None:
    code, out, err = run("table", name)
    header, *rows = table(out)
    assert (code, err) == (0, "")
    assert len(rows) == len(getattr(province, name))
    assert header[0] in ("key", "id")
    assert {len(row) for row in rows} == {len(header)}
    assert "None" not in out
    assert "\r" not in out


def test_tables_repeat_the_data_as_it_is_written(run: Run, province: Province) -> None:
    for name in ("sources", "indicators"):
        written = table((DATA / f"{name}.csv").read_text(encoding="utf-8"))
        assert table(run("table", name)[1]) == written
    header, *rows = table(run("table", "presets")[1])
    for row in rows:
        levers = preset_scenario(province, row[0]).levers
        shown = dict(zip(header, row, strict=True))
        assert {key: float(shown[key]) for key in levers} == dict(levers)
    header, *rows = table(run("table", "levers")[1])
    for row in rows:
        shown = dict(zip(header, row, strict=True))
        assert float(shown["max"]) == province.levers[shown["key"]].max


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_given(run: Run, name: str) -> None:
    code, out, err = run(*name.split(), "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"usage: soc-trang {name}")
    assert "--data FOLDER" in out
    assert "--version" in out


@pytest.mark.parametrize("command", ["", "project", "goal", "sweep --vary x", "page --port 1"])
def test_the_version_is_that_of_the_program_and_of_the_data(
    run: Run, command: str, province: Province
) -> None:
    for arguments in ([*command.split(), "--version"], ["--version", *command.split()]):
        data = f"Soc Trang {province.version} of {province.changed}"
        assert run(*arguments) == (0, f"soc-trang {__version__}, data {data}\n", "")


def test_no_command_needs_more_than_it_uses() -> None:
    """What the page is made of would delay every start."""
    code = """import sys
from model.cli.main import COMMANDS, main
main(["project", "--draws", "10"])
print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    found = set(done.stderr.split())
    assert "numpy" in found
    page = {"streamlit", "pandas", "altair", "pyarrow", "jinja2", "markupsafe", "babel"}
    assert not found & {*page, "contourpy", "joblib", "tqdm"}


def test_a_command_brings_in_what_it_needs_alone() -> None:
    code = """import sys
from model.cli.main import main
main(["project"])
print(*sys.modules, file=sys.stderr)"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    found = set(done.stderr.split())
    assert {name for name in found if name.startswith("model.cli.")} == {
        f"model.cli.{name}"
        for name in ("command", "letters", "main", "options", "output", "project")
    }
    assert not {name for name in found if name.startswith(("model.goal", "model.evidence"))}


# Reach a target, sweep, sensitivity


def test_goal_says_what_to_change(run: Run, plan: Mapping[str, float]) -> None:
    code, out, err = run("goal", "grdp_growth", "6.8", "--lever", "disbursement_rate")
    found = reach(PROVINCE, Scenario(plan), "grdp_growth", 6.8, {"disbursement_rate": None})
    first, start, change, size, chance = out.splitlines()
    assert (code, err) == (0, "")
    assert first.startswith("grdp_growth at least 6.8 %: reached with 6.81 %")
    assert f"{simulate(plan)['grdp_growth'][0, 0]:.6g}" in start
    assert change == f"  disbursement_rate: 95 → {found.levers['disbursement_rate']:.12g} %"
    assert f"{found.distance:.4f}" in size
    assert f"{found.probability:.1%}" in chance


def test_goal_says_what_cannot_be_reached(run: Run) -> None:
    code, out, _ = run("goal", "grdp_growth", "--lever", "disbursement_rate=80:97")
    assert code == 0
    assert "at least 7 %: not reachable within these ranges; best is 6.81 %" in out
    assert "95 → 97 %" in out


def test_goal_changes_nothing_where_nothing_is_needed(run: Run) -> None:
    out = run("goal", "shrimp_output", "200000", "--lever", "fdi", "--draws", "50")[1]
    assert "already reached" in out
    assert "→" not in out


def test_goal_starts_where_it_is_told(run: Run) -> None:
    arguments = ["goal", "grdp_growth", "5", "--lever", "fdi", "--set", "salinity=1"]
    assert "already reached" in run(*arguments)[1]
    assert "already reached" not in run(*arguments, "--preset", "shrimp_disease_2015")[1]
    down = run("goal", "grdp_growth", "6.2", "--lever", "salinity", "--direction", "down")[1]
    assert "at most 6.2 %: reached" in down


def test_goal_reaches_every_target_or_says_which_not(run: Run) -> None:
    levers = ["--lever", "shrimp_area_high_tech", "--lever", "fdi"]
    assert run("goal", "all", *levers)[1].startswith("all 12 known targets: reached")
    code, out, _ = run("goal", "all", *levers, "--preset", "price_slump")
    assert code == 0
    assert "best is 9 of them" in out
    assert "missed: exports" in out
    assert "cannot be reached here" in out


def test_sweep_writes_every_setting(run: Run, tmp_path: Path, plan: Mapping[str, float]) -> None:
    file = tmp_path / "lưới.csv"
    arguments = ["sweep", "--vary", "disbursement_rate=80:100:3", "--vary", "fdi=0:200:2"]
    assert run(*arguments, "--indicators", "grdp_growth", "--output", str(file)) == (0, "", "")
    header, *rows = table(file.read_text(encoding="utf-8"))
    assert header == ["disbursement_rate", "fdi", "grdp_growth"]
    assert [row[:2] for row in rows[:3]] == [["80", "0"], ["80", "200"], ["90", "0"]]
    for rate, fdi, growth in rows:
        levers = {**plan, "disbursement_rate": float(rate), "fdi": float(fdi)}
        assert float(growth) == pytest.approx(simulate(levers)["grdp_growth"][0, 0], rel=1e-11)


def test_sweep_streams_to_standard_output(province: Province) -> None:
    done = process("sweep", "--vary", "fdi=0:100:2", "--preset", "price_slump")
    header, *rows = table(done.stdout.decode("utf-8"))
    assert (done.returncode, done.stderr, len(rows)) == (0, b"", 2)
    assert set(header) == {"fdi", *(key for key in province.plan_targets if key in header)}


def test_sensitivity_gives_the_numbers_of_the_model(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    arguments = ["sensitivity", "grdp_growth", "--effect", "--size", "64"]
    assert run(*arguments, "--output", str(file)) == (0, "", "")
    header, *rows = table(file.read_text(encoding="utf-8"))
    plan = preset_scenario(PROVINCE, "plan_2024")
    found = sobol(PROVINCE, plan, "grdp_growth", effect=True, size=64)
    assert header == ["key", "first_order", "total", "low", "high", "name_en"]
    assert [(row[0], row[2]) for row in rows] == [
        (index.key, f"{index.total:.6f}") for index in found.indices
    ]
    code, out, _ = run(*arguments)
    assert code == 0
    assert "effect of the levers, 2024" in out
    assert rows[0][0] in out


def test_sensitivity_says_the_share_that_no_lever_touches(run: Run) -> None:
    out = run("sensitivity", "grdp_growth", "--size", "64")[1]
    assert "no parameter and no lever touches: 9" in out
    assert "residual of trade services, 2024" in out
    later = run("sensitivity", "exports", "--size", "16", "--horizon", "2025")[1]
    assert "residual of the indicator, 2025" in later
    lever = run("sensitivity", "grdp_growth", "--lever", "fdi", "--size", "16")[1]
    assert "effect of fdi, 2024" in lever


# What it refuses: exit code 2 and one line for each problem

BAD_INPUTS = Path(__file__).parent / "bad_inputs"
MISSING = "/nowhere/at/all"
REFUSED: dict[str, tuple[list[str], list[list[str]]]] = {
    "nothing asked": ([], [["command"]]),
    "unknown command": (["predict"], [["predict", "project"]]),
    "unknown option": (["project", "--preset=plan_2024", "--wind", "3"], [["--wind"]]),
    "unknown lever": (
        ["project", "--set", "disbursment_rate=80"],
        [["disbursment_rate", "did you mean disbursement_rate?"]],
    ),
    "out of range": (
        ["project", "--set", "disbursement_rate=101"],
        [["disbursement_rate", "101", "50 to 100 (%)"]],
    ),
    "text": (["project", "--set", "disbursement_rate=high"], [["disbursement_rate", "high"]]),
    "decimal comma": (["project", "--set", "salinity=0,5"], [["salinity", "0,5"]]),
    "NaN": (["project", "--set", "salinity=nan"], [["salinity", "nan"]]),
    "infinity": (["project", "--set", "salinity=inf"], [["salinity", "inf"]]),
    "no value": (["project", "--set", "salinity="], [["salinity"]]),
    "no sign": (["project", "--set", "salinity"], [["salinity", "key=value"]]),
    "set twice": (
        ["project", "--set", "salinity=1", "--set", "salinity=0.5"],
        [["salinity", "more than once"]],
    ),
    "set twice the same": (
        ["project", "--set", "salinity=1", "--set", "salinity=1"],
        [["salinity", "more than once"]],
    ),
    "four problems": (
        ["project", "--set", "a=1", "--set", "salinity=9", "--set", "fdi=x", "--set", "fdi=y"],
        [["fdi", "x"], ["fdi", "y"], ["a", "unknown"], ["salinity", "0 to 1.5 (index)"]],
    ),
    "a parameter is no lever": (["project", "--set", "mu=0.3"], [["mu", "unknown"]]),
    "unknown preset": (["project", "--preset", "plan_2025"], [["plan_2025", "plan_2024"]]),
    "bad link": (
        ["project", "--link", "?disbursement_rate=120&wind=3"],
        [["disbursement_rate", "120"], ["wind", "unknown"]],
    ),
    "preset and link": (
        ["project", "--preset", "plan_2024", "--link", "?v=1"],
        [["--link", "--preset"]],
    ),
    "preset and file": (
        ["project", "--preset", "plan_2024", "--file", "x.csv"],
        [["--file", "--preset"]],
    ),
    "no file": (["project", "--file", MISSING], [["--file", MISSING, "a scenario file"]]),
    "a folder as file": (["project", "--file", "/"], [["--file", "/"]]),
    "an endless file": (["project", "--file", "/dev/zero"], [["file", "5000000"]]),
    "a file that is none": (
        ["goal", "exports", "--lever", "fdi", "--file", str(BAD_INPUTS / "text_value.csv")],
        [["disbursement_rate"]],
    ),
    "horizon before": (["project", "--horizon", "2023"], [["horizon", "2024 to 2030"]]),
    "horizon after": (["project", "--horizon", "2031"], [["horizon", "2024 to 2030"]]),
    "horizon text": (["project", "--horizon", "soon"], [["--horizon", "soon"]]),
    "horizon fraction": (["project", "--horizon", "2024.5"], [["--horizon", "2024.5"]]),
    "horizon after, IAMC": (
        ["project", "--horizon", "2031", "--format", "iamc"],
        [["horizon", "2024 to 2030"]],
    ),
    "horizon after, Vietnamese": (
        ["project", "--horizon", "2031", "--format", "vi"],
        [["horizon", "2024 to 2030"]],
    ),
    "horizon after, draws": (
        ["project", "--horizon", "2031", "--draws", "10"],
        [["horizon", "2024 to 2030"]],
    ),
    "horizon before, draws": (
        ["project", "--horizon", "2023", "--draws", "10", "--format", "iamc"],
        [["horizon", "2024 to 2030"]],
    ),
    "no draws": (["project", "--draws", "0"], [["draws", "1 to 2000"]]),
    "negative draws": (["project", "--draws=-5"], [["draws", "1 to 2000"]]),
    "too many draws": (["project", "--draws", "2001"], [["draws", "2001", "1 to 2000"]]),
    "draws text": (["project", "--draws", "many"], [["--draws", "many"]]),
    "unknown format": (["project", "--format", "ods"], [["--format", "ods", "iamc", "xlsx"]]),
    "later years in a workbook": (
        ["project", "--horizon", "2026", "--output", "later.xlsx"],
        [["--horizon", "2026", "--format iamc"]],
    ),
    "later years to read": (
        ["project", "--horizon", "2026", "--format", "table"],
        [["--horizon", "2026", "--format iamc"]],
    ),
    "unknown table": (["table", "levrs"], [["levrs", "levers"]]),
    "no table": (["table"], [["name"]]),
    "output into nowhere": (
        ["project", "--output", f"{MISSING}/out.csv"],
        [["--output", MISSING, "writable"]],
    ),
    "output without a name": (["project", "--output", ""], [["--output", "no name", "writable"]]),
    "grid without a name": (
        ["sweep", "--vary", "fdi=0:9:3", "--output", ""],
        [["--output", "no name", "writable"]],
    ),
    "option cut short": (["project", "--lin", "?fdi=3"], [["--lin"]]),
    "link without a scenario": (
        ["project", "--link", "https://example.com"],
        [["--link", "https://example.com", "a link of a scenario"]],
    ),
    "link of another site": (
        ["project", "--link", "https://video.example/watch?x=abc"],
        [["--link", "video.example", "a link of a scenario"]],
    ),
    "link of another site with a parameter that ours has too": (
        ["project", "--link", "https://video.example/watch?v=abc"],
        [["--link", "video.example", "a link of a scenario"]],
    ),
    "link of ours misspelt": (
        ["project", "--link", "https://plan.example/?fdl=3"],
        [["--link", "plan.example"], ["fdl", "did you mean fdi?"]],
    ),
    "nothing pasted": (["project", "--link", ""], [["--link", "a link of a scenario"]]),
    "output onto a folder": (["project", "--output", "/"], [["--output", "/", "writable"]]),
    "goal without a lever": (["goal", "grdp_growth", "7"], [["--lever", "missing"]]),
    "goal of no indicator": (
        ["goal", "gdp_growth", "7", "--lever", "fdi"],
        [["gdp_growth", "did you mean grdp_growth?"]],
    ),
    "goal with text and a bad range": (
        ["goal", "grdp_growth", "7,5", "--lever", "fdi=3", "--lever", "salinity=0:x"],
        [["fdi", "key=low:high"], ["salinity", "0:x"], ["TARGET", "7,5"]],
    ),
    "goal with a lever twice": (
        ["goal", "grdp_growth", "7", "--lever", "fdi", "--lever", "fdi=0:5"],
        [["fdi", "more than once"]],
    ),
    "goal with ranges that are none": (
        ["goal", "grdp_growth", "7", "--lever", "fdi=9:5", "--lever", "salt"],
        [["fdi", "9:5", "-400 to 3000"], ["salt", "unknown"]],
    ),
    "goal without a known target": (
        ["goal", "icor", "--lever", "fdi"],
        [["icor", "none is known"]],
    ),
    "all goals with a target": (["goal", "all", "7", "--lever", "fdi"], [["TARGET", "all"]]),
    "goal with too many draws": (
        ["goal", "grdp_growth", "6", "--lever", "fdi", "--draws", "9999"],
        [["draws", "1 to 2000"]],
    ),
    "sweep of nothing": (["sweep"], [["--vary", "missing"]]),
    "sweep of what is no grid": (
        ["sweep", "--vary", "fdi=0:5", "--vary", "salinity=0:1:2.5", "--vary", "salinity"],
        [["fdi", "0:5"], ["salinity", "0:1:2.5"], ["salinity", "missing"]],
    ),
    "sweep out of range": (
        ["sweep", "--vary", "fdi=0:9000:3", "--indicators", "gdp"],
        [["fdi", "9000", "-400 to 3000"], ["gdp", "unknown"]],
    ),
    "sweep of what is set": (
        ["sweep", "--vary", "fdi=0:9:3", "--set", "fdi=3"],
        [["fdi", "--set and --vary"]],
    ),
    "sweep into nowhere": (
        ["sweep", "--vary", "fdi=0:9:3", "--output", f"{MISSING}/out.csv"],
        [["--output", MISSING, "writable"]],
    ),
    "sensitivity of no indicator": (["sensitivity", "papi_score"], [["papi_score"]]),
    "sensitivity with a wrong size": (
        ["sensitivity", "exports", "--size", "500"],
        [["size", "500", "power of two"]],
    ),
    "sensitivity of no lever": (
        ["sensitivity", "exports", "--lever", "salt"],
        [["salt", "unknown"]],
    ),
    "sensitivity beyond the years": (
        ["sensitivity", "exports", "--horizon", "2031"],
        [["horizon", "2024 to 2030"]],
    ),
    "a page without a port": (["page", "--port", "http"], [["--port", "http"]]),
    "a page with what is no option": (
        ["page", "--port", "65536", "--draws=3", "here"],
        [["page", "--draws=3", "--section.option=value"], ["page", "here"], ["--port", "65535"]],
    ),
    "a page of another province": (["--data", str(DATA), "page"], [["--data", "ships with"]]),
    "no folder given": (["project", "--data"], [["--data"]]),
    "a version of no data": (["--version", "--data", MISSING], [["datapackage.json"]]),
    "no data folder, said last": (["project", "--data", MISSING], [["datapackage.json"]]),
    "no data folder": (["--data", MISSING, "project"], [["datapackage.json"]]),
    "no data folder for a table": (["--data", MISSING, "table", "levers"], [["datapackage.json"]]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_bad_input_exits_2_with_a_line_for_each_problem(name: str, run: Run) -> None:
    arguments, problems = REFUSED[name]
    code, out, err = run(*arguments)
    lines = err.splitlines()
    assert (code, out) == (2, "")
    assert len(lines) == len(problems), err
    for line, words in zip(lines, problems, strict=True):
        for word in words:
            assert word in line


def test_nothing_is_written_on_bad_input(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    assert run("project", "--set", "salinity=9", "--output", str(file))[0] == 2
    assert not file.exists()
    file.write_text("kept", encoding="utf-8")
    assert run("project", "--horizon", "2031", "--output", str(file))[0] == 2
    assert file.read_text(encoding="utf-8") == "kept"


def test_a_corrupt_folder_exits_2(run: Run, copy: Path) -> None:
    (copy / "levers.csv").write_text("key\nsalinity\n", encoding="utf-8")
    code, out, err = run("--data", str(copy), "project")
    assert (code, out) == (2, "")
    assert "levers.csv" in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"not a hypercube", b"PK\x03\x04 cut"])
def test_corrupt_draws_exit_2_when_they_are_needed(run: Run, copy: Path, content: bytes) -> None:
    (copy / "draws.npz").write_bytes(content)
    assert run("--data", str(copy), "project")[0] == 0
    code, out, err = run("--data", str(copy), "project", "--draws", "10")
    assert (code, out) == (2, "")
    assert "draws.npz" in err
    assert len(err.splitlines()) == 1


def test_another_folder_is_another_province(run: Run, copy: Path) -> None:
    package = json.loads((copy / "datapackage.json").read_text(encoding="utf-8"))
    package["province"] |= {"model": "An Binh", "region": "Vietnam|An Bình"}
    (copy / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    code, out, _ = run("--data", str(copy), "project", "--format", "iamc")
    assert code == 0
    assert {(row[0].split()[0], row[2]) for row in table(out)[1:]} == {("An", "Vietnam|An Bình")}


# How it ends


def test_the_module_runs_as_a_program() -> None:
    done = process("project", "--preset", "plan_2024")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8").startswith("indicator")
    bad = process("project", "--set", "x=1")
    assert (bad.returncode, bad.stdout, bad.stderr.count(b"\n")) == (2, b"", 1)


def test_ctrl_c_ends_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: object) -> Province:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "load_province", interrupted)
    assert run("project") == (130, "", "")


def test_ctrl_c_ends_a_running_program_quietly(tmp_path: Path) -> None:
    """The program waits at a pipe that nobody reads when it is interrupted."""
    waiting = tmp_path / "pipe"
    os.mkfifo(waiting)
    code = (
        "import signal, sys, threading\n"
        "from model.cli.main import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # ignored in the background
        "main_thread = threading.main_thread().ident, signal.SIGINT\n"
        "threading.Timer(0.5, signal.pthread_kill, main_thread).start()\n"
        f"sys.exit(main(['project', '--output', {str(waiting)!r}]))\n"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


@pytest.mark.parametrize(
    "arguments",
    [
        "table sources",
        "project --format iamc --horizon 2030 --draws 50",
        "project",
        "sweep --vary fdi=0:100:100000",
    ],
)
def test_a_broken_pipe_ends_quietly(arguments: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m model {arguments} | head -1; echo ${{PIPESTATUS[0]}}"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    assert done.stdout.splitlines()[-1] in (b"0", b"141")
    assert len(done.stdout.splitlines()) == 2


@pytest.mark.parametrize("arguments", ["project", "table sources", "sweep --vary fdi=0:9:9"])
def test_a_full_disk_exits_2_with_one_line(arguments: str) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "model", *arguments.split()],
            cwd=ROOT,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


@pytest.mark.parametrize("arguments", ["project", "table sources", "sweep --vary fdi=0:9:9"])
def test_a_closed_standard_output_exits_2_with_one_line(arguments: str) -> None:
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m model {arguments} >&-"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (
        2,
        b"standard output: closed, expected: --output FILE\n",
    )


def test_a_full_disk_under_the_output_file_exits_2() -> None:
    done = process("project", "--output", "/dev/full")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"No space left" in done.stderr


ENVIRONMENTS = [
    {"PYTHONHASHSEED": "1", "LANG": "C", "LC_ALL": "C", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "2", "LANG": "vi_VN.UTF-8", "TZ": "America/Adak", "PYTHONUTF8": "0"},
]


@pytest.mark.parametrize(
    "arguments",
    [
        "project --format iamc --horizon 2030 --draws 100",
        "project --format vi --preset price_slump",
        "project",
        "table targets",
        "goal all --lever fdi --lever shrimp_area_high_tech",
        "sensitivity grdp_growth --size 64",
        "sweep --vary fdi=0:100:7",
    ],
)
def test_bytes_do_not_depend_on_the_environment(arguments: str) -> None:
    first, second = (process(*arguments.split(), environment=each) for each in ENVIRONMENTS)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert first.stdout == second.stdout
    first.stdout.decode("utf-8")


def test_bad_input_is_said_in_any_locale() -> None:
    for environment in ENVIRONMENTS:
        done = process("project", "--set", "độ_mặn=1", environment=environment)
        assert (done.returncode, done.stdout, done.stderr.count(b"\n")) == (2, b"", 1)


def test_numbers_of_a_run_are_finite(run: Run) -> None:
    out = run("project", "--preset", "shrimp_disease_2015", "--format", "iamc")[1]
    assert np.isfinite([float(row[6]) for row in table(out)[1:]]).all()
