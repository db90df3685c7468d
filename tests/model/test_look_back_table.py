"""The file of the look back holds what the model scored, in both forms; so does the command."""

import csv
import io
from pathlib import Path
from statistics import fmean

import pandas as pd
import pytest

from model.cli.main import main
from model.evidence.look_back import MEASURES, look_backs, worst, years
from model.evidence.look_back_summary import MARKS
from model.evidence.look_back_table import COLUMNS, Choice, table, vietnamese_table
from model.evidence.vintages import CAME, CUTS, PASSED
from model.files.for_reading import table_text
from model.files.read import read_scenario
from model.problems import InvalidInputError
from model.uncertainty.bands import WIDTHS
from tests.support.province import PROVINCE

YEARS = years(PROVINCE)
FIRST, LAST = YEARS[-1], YEARS[0]
FOUND = {year: look_backs(PROVINCE, year) for year in YEARS}
ENGLISH = table_text(table(PROVINCE))
VIETNAMESE = table_text(vietnamese_table(PROVINCE), vietnamese=True)
SCORES = [(found, row) for year in YEARS for found in FOUND[year].values() for row in found.scores]
ABOUT = ("year", "version", "setting", "indicator")


def rows(text: str = ENGLISH) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def scored() -> list[dict[str, str]]:
    """The rows of a version, in the order of `SCORES`."""
    return [row for row in rows() if row["version"]]


# The file


def test_it_has_a_row_for_every_version_setting_and_indicator() -> None:
    about = [(str(it.year), it.version, it.setting, row.key) for it, row in SCORES]
    assert [tuple(row[column] for column in ABOUT) for row in scored()] == about
    assert len(about) == len(set(about))


def test_every_number_is_that_of_the_model() -> None:
    for (found, score), row in zip(SCORES, scored(), strict=True):
        numbers = {
            "year": found.year,
            "came_low": score.came.ends[0],
            "came_high": score.came.ends[1],
            "projected": score.forecast.projected,
            **dict(zip(CUTS, score.forecast.quantiles, strict=True)),
            "base": score.came.base,
        }
        scores = {
            "error": score.error,
            "miss": score.missed,
            "usual_misses": score.usual_misses,
            "crps": score.crps,
            "crps_over_repeated": score.relative,
        }
        if not score.given:
            numbers |= scores
        for column, number in numbers.items():
            expected = "" if number is None else pytest.approx(number, rel=1e-11, abs=1e-11)
            assert (float(row[column]) if row[column] else "") == expected, (score.key, column)
        assert row["given"] == str(score.given).lower()
        assert row["made"] == PROVINCE.versions[found.version].date
        assert row["seen"] == str(score.came.outcome.seen).lower()
        assert row["blind"] == str(PROVINCE.versions[found.version].blind_to(found.year)).lower()
        for width in WIDTHS:
            held = "" if score.given else str(score.within(width)).lower()
            assert row[f"held_{width}"] == held


@pytest.mark.parametrize(("version", "setting"), FOUND[FIRST])
def test_the_totals_can_be_rebuilt_from_the_file(version: str, setting: str) -> None:
    lines = rows(table_text(table(PROVINCE, Choice(FIRST, version, setting))))
    found = FOUND[FIRST][version, setting]
    for measure in MEASURES:
        misses = [float(row["miss"]) for row in lines if row["miss"] and row["measure"] == measure]
        expected = fmean(row.missed for row in found.of(measure))
        assert fmean(misses) == pytest.approx(expected, rel=1e-11)
    banded = [row for row in lines if row["held_90"] and float(row["p05"]) < float(row["p95"])]
    assert len(banded) == len(found.ranged)
    clean = [row for row in banded if row["seen"] == "false"]
    assert 0 < len(clean) < len(banded)
    for width in WIDTHS:
        held = [row[f"held_{width}"] == "true" for row in banded]
        assert sum(held) == found.held(width)
        held = [row[f"held_{width}"] == "true" for row in clean]
        assert sum(held) == found.unseen.held(width)


def test_what_was_told_as_a_lever_has_no_score() -> None:
    told = [row for row in rows() if row["given"] == "true"]
    assert {row["setting"] for row in told} == {CAME}
    for row in told:
        assert row["projected"]
        assert not any(row[column] for column in ("error", "crps", "held_90", "status_projected"))


def test_what_is_not_scored_stands_there_once_with_the_reason() -> None:
    left = [row for row in rows() if not row["version"]]
    known = {(found.year, score.key) for found, score in SCORES}
    assert {(int(row["year"]), row["indicator"]) for row in left} == {
        (row.year, row.key) for row in PROVINCE.outcomes if (row.year, row.key) not in known
    }
    assert len({(row["year"], row["indicator"]) for row in left}) == len(left)
    for row in left:
        assert row["note_vi"]
        assert row["note_en"]
        assert not any(row[column] for column in ("projected", "error", "crps", "setting"))


def test_statuses_and_sources_stand_beside_what_came() -> None:
    for (found, score), row in zip(SCORES, scored(), strict=True):
        target = PROVINCE.plan_targets.get(score.key)
        if target is not None and target.year != found.year:
            target = None
        assert row["target"] == ("" if target is None else target.text)
        statuses = () if target is None else score.came.statuses(PROVINCE, target)
        assert row["status_came"] == "; ".join(statuses)
        assert set(row["source"].split("; ")) <= set(PROVINCE.sources)
    growth = next(row for row in scored() if row["year"] == str(FIRST))
    assert (growth["status_projected"], growth["status_came"]) == ("missed", "met")


def test_what_the_province_reported_stands_there_as_reported() -> None:
    held = {(int(row["year"]), row["indicator"]) for row in rows()}
    shown = {
        (int(row["year"]), row["indicator"], status)
        for row in rows()
        for status in row["status_reported"].split("; ")
        if status
    }
    said = {(row.year, row.key, row.status) for row in PROVINCE.reviews}
    assert shown
    assert shown == {row for row in said if row[:2] in held}


def test_both_forms_open_with_pandas_and_agree() -> None:
    programs = pd.read_csv(io.StringIO(ENGLISH))
    people = pd.read_csv(io.StringIO(VIETNAMESE.removeprefix("\ufeff")), sep=";", decimal=",")
    shown = [column for column in COLUMNS if not column.endswith("_en")]
    assert list(programs.columns) == list(COLUMNS)
    assert list(people.columns) == [PROVINCE.word("look_back", key).name_vi for key in shown]
    assert len(programs) == len(people)
    numbers = [key for key in shown if programs[key].dtype.kind in "if"]
    assert {*CUTS, "projected", "error", "crps", "came_low"} <= set(numbers)
    for key in numbers:
        head = PROVINCE.word("look_back", key).name_vi
        pd.testing.assert_series_equal(programs[key], people[head], check_names=False)


def test_the_vietnamese_form_has_words_in_the_place_of_keys() -> None:
    assert VIETNAMESE.startswith("\ufeff")
    lines = io.StringIO(VIETNAMESE.removeprefix("\ufeff"))
    growth = next(row for row in csv.DictReader(lines, delimiter=";") if row["Năm"] == str(FIRST))
    shown = ("Lập khi chưa biết kết quả", "Mục tiêu", "Trạng thái theo kết quả", "Đơn vị")
    assert [growth[head] for head in shown] == ["có", "7–7,5", "Đạt", "%"]


def test_the_words_of_the_heads_stand_in_the_order_of_the_file() -> None:
    assert tuple(row.key for row in PROVINCE.group_rows("look_back")) == COLUMNS


def test_a_part_of_the_file_can_be_asked_for() -> None:
    part = rows(table_text(table(PROVINCE, Choice(FIRST, "1.1.0", CAME))))
    assert {(row["version"], row["setting"]) for row in part} == {("1.1.0", CAME), ("", "")}
    assert [row for row in rows() if row in part] == part
    assert len(rows(table_text(table(PROVINCE, Choice(1999))))) == 0


def test_people_s_text_never_starts_a_formula() -> None:
    text = table_text([("=1+1", 'a; "=2"', -1.5, None)], vietnamese=True)
    assert text == '\ufeff\'=1+1;"a; ""=2""";"-1,5";\r\n'


@pytest.mark.parametrize("text", [ENGLISH, VIETNAMESE], ids=["csv", "vi"])
def test_it_is_for_reading_and_says_so_where_it_is_opened(text: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_scenario(PROVINCE, text)
    (problem,) = caught.value.problems
    assert problem.code == "for_reading"


# The command

Captured = pytest.CaptureFixture[str]


def printed(capsys: Captured, *options: str) -> str:
    assert main(["look-back", *options]) == 0
    out, err = capsys.readouterr()
    assert not err
    return out


def test_the_command_writes_both_forms_of_the_file(capsys: Captured, tmp_path: Path) -> None:
    assert printed(capsys, "--format", "csv") == ENGLISH
    assert printed(capsys, "--format", "vi") == VIETNAMESE
    file = tmp_path / "out.csv"
    assert printed(capsys, "--output", str(file)) == ""
    assert file.read_text(encoding="utf-8") == ENGLISH
    for name in ("out.vi.csv", "out_vi.csv"):
        assert printed(capsys, "--output", str(tmp_path / name)) == ""
        assert (tmp_path / name).read_bytes().decode("utf-8") == VIETNAMESE
    part = printed(capsys, "--year", str(FIRST), "--setting", PASSED, "--format", "csv")
    assert {row["setting"] for row in rows(part)} == {PASSED, ""}


@pytest.mark.parametrize(("version", "setting"), FOUND[FIRST])
def test_the_table_tells_the_worst_first(capsys: Captured, version: str, setting: str) -> None:
    out = printed(capsys, "--year", str(FIRST), "--of", version, "--setting", setting)
    lines = [line.split()[0] for line in out.splitlines() if line]
    keys = [row.key for row in worst(FOUND[FIRST][version, setting].scores)]
    assert [key for key in lines if key in keys] == keys


def test_the_table_says_how_it_did_without_what_was_seen(capsys: Captured) -> None:
    found = FOUND[FIRST]["1.0.0", PASSED]
    out = " ".join(printed(capsys, "--year", str(FIRST)).split())
    held = ", ".join(str(found.unseen.held(width)) for width in sorted(WIDTHS))
    assert f"The base of {len(found.scored) - len(found.unseen.scored)} rows was read off" in out
    assert f"% held {held} of {len(found.unseen.ranged)}." in out


def test_the_table_says_who_knew_what(capsys: Captured) -> None:
    before, afterwards = MARKS.values()
    out = printed(capsys, "--year", str(FIRST))
    assert f"1.0.0 of 2026-11-22: {before}" in out
    assert f"1.1.0 of 2026-11-26: {afterwards}" in out
    assert out == printed(capsys, "--year", str(FIRST), "--of", "1.0.0", "--setting", PASSED)


def test_the_last_year_is_shown_unless_another_is_asked_for(capsys: Captured) -> None:
    assert printed(capsys) == printed(capsys, "--year", str(LAST))


@pytest.mark.parametrize(
    ("options", "parts"),
    [
        (["--year", "2022"], ["--year", "2022", "2024"]),
        (["--of", "0.9.0"], ["--of", "0.9.0", "1.0.0, 1.1.0"]),
        (["--setting", "hope"], ["--setting", "hope", "passed"]),
        (["--year", "soon"], ["--year", "soon"]),
        (["--format", "xlsx"], ["--format", "xlsx", "csv"]),
        (["--output", "x.xlsx"], ["--output", "x.xlsx", ".csv", ".vi.csv", "--format vi"]),
        (["--output", "x.XLSX", "--format", "csv"], ["--output", "x.XLSX", ".csv"]),
        (["--output", "x.json"], ["--output", "x.json", ".csv"]),
    ],
)
def test_what_was_never_projected_is_refused_in_one_line(
    options: list[str], parts: list[str], capsys: Captured
) -> None:
    try:
        code = main(["look-back", *options])
    except SystemExit as ended:
        code = int(ended.code or 0)
    out, err = capsys.readouterr()
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert all(part in err for part in parts)


@pytest.mark.parametrize("form", ["table", "csv", "vi"])
def test_a_folder_that_keeps_no_projections_says_so(
    form: str, copy: Path, capsys: Captured
) -> None:
    for path in (copy / "versions").iterdir():
        path.unlink()
    assert main(["--data", str(copy), "look-back", "--format", form]) == 2
    out, err = capsys.readouterr()
    assert not out
    assert err.startswith(f"{copy / 'versions'}: missing, expected: files of versions")
