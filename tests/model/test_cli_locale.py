"""The command line where the locale does not know the letters of Vietnamese."""

import sys
from urllib.parse import quote

import pytest

from model.cli.main import COMMANDS
from model.files.read import read_scenario
from tests.model.test_cli import process
from tests.support.province import PROVINCE

LOCALES = (
    {"LC_ALL": "C"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
)
NAME = "Lúa – hạn mặn"
REFUSED = (
    ("project", "--preset", "lúa"),
    ("project", "--set", "lúa=3"),
    ("project", "--link", "?lúa=3"),
    ("project", "--link", "https://báo.vn/tin?bài=3"),
    ("project", "--file", "lúa.csv"),
    ("project", "--output", "/nowhere/lúa.csv"),
    ("project", "--lúa"),
    ("--data", "lúa", "project"),
    ("goal", "lúa", "3", "--lever", "fdi"),
    ("goal", "grdp_growth", "7", "--lever", "lúa"),
    ("sweep", "--vary", "lúa=1:2:2"),
    ("sweep", "--vary", "fdi=1:2:2", "--indicators", "lúa"),
    ("sensitivity", "--lever", "lúa"),
    ("look-back", "--of", "lúa"),
    ("backtest", "lúa"),
    ("card", "lúa"),
    ("changelog", "lúa"),
    ("table", "lúa"),
    ("draws", "lúa"),
    ("page", "--lúa"),
    ("lúa",),
)
WRITTEN = (
    ("project",),
    ("project", "--format", "iamc"),
    ("project", "--format", "vi"),
)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such locales")


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_words_that_are_refused_are_said_in_a_line(arguments: tuple[str, ...]) -> None:
    found = process(*arguments, environment=LOCALES[1])
    assert (found.returncode, found.stdout) == (2, b"")
    lines = found.stderr.decode("ascii").splitlines()
    assert lines
    assert not any("Traceback" in line or line.startswith(" ") for line in lines)


@pytest.mark.parametrize("locale", LOCALES, ids=str)
def test_a_refused_word_is_that_of_the_reader(locale: dict[str, str]) -> None:
    found = process("project", "--set", "lúa=3", environment=locale)
    (line,) = found.stderr.splitlines()
    word = line.partition(b":")[0]
    assert word in ("lúa".encode(), "lúa".encode("ascii", "backslashreplace"))


@pytest.mark.parametrize("arguments", WRITTEN, ids=" ".join)
def test_projections_are_the_same_bytes_in_any_locale(
    arguments: tuple[str, ...],
) -> None:
    there = process(*arguments, environment={"PYTHONUTF8": "1"})
    assert (there.returncode, there.stderr) == (0, b"")
    here = process(*arguments, environment=LOCALES[1])
    assert (here.returncode, here.stderr, here.stdout) == (0, b"", there.stdout)


@pytest.mark.parametrize("locale", LOCALES, ids=str)
@pytest.mark.parametrize("name", [NAME, quote(NAME)], ids=["letters", "escapes"])
def test_a_name_in_a_link_is_kept(locale: dict[str, str], name: str) -> None:
    link = f"https://plan.example/?fdi=300&name={name}&lang=vi"
    found = process("project", "--link", link, "--format", "iamc", environment=locale)
    assert (found.returncode, found.stderr) == (0, b"")
    scenario, _ = read_scenario(PROVINCE, found.stdout)
    assert scenario.name == NAME


def test_no_command_is_left_out() -> None:
    assert {words[0] for words in REFUSED} >= set(COMMANDS)
