"""What the documents show to be typed works as they show it: commands and code."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from model.cli.main import main
from tests.support.documents import DOCUMENTS

COMMAND = re.compile(
    r"^(?:\.venv/bin/)?(?:python -m model|soc-trang) (.+?)(?:  +#.*)?$", re.MULTILINE
)
STARTS = "page"
"""The command that starts a server: tests/docs/test_package.py runs it."""
SHORTENED = "…"
"""Stands in an example for what a reader puts there."""


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the blocks of code of a kind, each with its document."""
    for name, text in DOCUMENTS.items():
        for block in re.findall(rf"^```{kind}\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
            yield name, block


def commands() -> list[str]:
    """List what is shown to be typed after the program's name."""
    shown = (line for _, block in blocks("bash") for line in COMMAND.findall(block))
    return [line for line in shown if not line.startswith(STARTS) and SHORTENED not in line]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for all examples in their order: a file that one writes, another reads."""
    return tmp_path_factory.mktemp("examples")


def test_there_are_examples() -> None:
    assert len(commands()) > 8
    assert list(blocks("python"))


@pytest.mark.parametrize("line", commands())
def test_a_command_works_as_shown(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert main(shlex.split(line)) == 0
    assert capfd.readouterr().out or "--output" in line


@pytest.mark.parametrize(("name", "block"), list(blocks("python")))
def test_code_works_as_shown(name: str, block: str) -> None:
    exec(compile(block, name, "exec"), {})
