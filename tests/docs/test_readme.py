"""What the documents show works as they show it: commands, code, links and names of files."""

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from model.cli.main import main
from tests.support.paths import ROOT

PAGES = [
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / ".deploy" / "README.md",
    *sorted((ROOT / ".github").glob("*.md")),
]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
TEXTS = dict(zip(NAMES, (page.read_text(encoding="utf-8") for page in PAGES), strict=True))
COMMAND = re.compile(
    r"^(?:\.venv/bin/)?(?:python -m model|soc-trang) (.+?)(?:  +#.*)?$", re.MULTILINE
)
STARTS = "page"
"""The command that starts a server: tests/docs/test_package.py runs it."""
SHORTENED = "…"
"""Stands in an example for what a reader puts there."""
MADE_LATER = (".deploy/tls/", ".deploy/.env")
"""What whoever deploys the page puts there."""
FOLDERS = ("model/", "ui/", "tests/", "data/", "docs/", ".deploy/", ".github/", ".streamlit/")


def blocks(kind: str) -> Iterator[tuple[str, str]]:
    """Yield the blocks of code of a kind, each with its document."""
    for name, text in TEXTS.items():
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


@pytest.mark.parametrize("name", NAMES)
def test_a_link_leads_to_a_file(name: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", TEXTS[name]):
        path, _, _ = target.partition("#")
        if path and not re.match(r"[a-z]+:", path):
            assert ((ROOT / name).parent / path).exists(), target


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_is_named_exists(name: str) -> None:
    for quoted in re.findall(r"`([^`\s]+)`", TEXTS[name]):
        ours = quoted.startswith(FOLDERS) and not quoted.startswith(MADE_LATER)
        if ours and not re.search(r"[<>*…]", quoted):
            assert (ROOT / quoted).exists(), quoted


@pytest.mark.parametrize("name", NAMES)
def test_a_tool_that_is_named_exists(name: str) -> None:
    for module in re.findall(r"python -m (tests(?:\.\w+)+)", TEXTS[name]):
        assert import_module(module)
