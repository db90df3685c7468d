"""What documents, docstrings and comments name exists: links, files, modules, tools, pages."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name

import pytest

from model.province.province import Province
from tests.support.documents import DOCUMENTS
from tests.support.paths import ROOT

FOLDERS = (
    "model/",
    "ui/",
    "tests/",
    "data/",
    "docs/",
    ".deploy/",
    ".github/",
    ".streamlit/",
    ".ci/",
)
FILE = re.compile(
    rf"(?<![\w/.}}-])((?:{'|'.join(map(re.escape, FOLDERS))})[\w./@-]*\w)(?![\w<*{{…-])"
)
QUOTED = re.compile(r"`([^`\s]+)`")
DOTTED = re.compile(r"`((?:model|ui|tests)(?:\.\w+)+)`")
TOOL = re.compile(r"python -m (tests(?:\.\w+)+)")
LINK = re.compile(r"\]\(([^)\s]+)\)")
MADE_LATER = ("model/shipped", ".deploy/tls", ".deploy/.env")
"""What stands in a wheel only, and what whoever deploys the page puts there."""
CODE = [
    ROOT / "ui/page.py",
    *(path for room in ("model", "ui", "tests") for path in sorted((ROOT / room).rglob("*.py"))),
]
OTHERS = [
    ROOT / ".pre-commit-config.yaml",
    ROOT / ".streamlit" / "config.toml",
    *sorted((ROOT / ".deploy").glob("*.*")),
    *(path for kind in ("js", "css", "html") for path in sorted((ROOT / "ui").rglob(f"*.{kind}"))),
]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def remarks(path: Path) -> str:
    """Return the docstrings and comments of a file of Python."""
    text = path.read_text(encoding="utf-8")
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    comments = [token.string for token in tokens if token.type == tokenize.COMMENT]
    said = [
        node.value.value
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    ]
    return "\n".join(comments + said)


def missing_files(text: str) -> list[str]:
    """List the files of the project that a text names and nobody finds."""
    named = (file for file in FILE.findall(text) if not file.startswith(MADE_LATER))
    return [file for file in named if not (ROOT / file).exists()]


def missing_tools(text: str) -> list[str]:
    """List the tools that a text calls and that cannot be called."""
    return [tool for tool in TOOL.findall(text) if not runs(tool)]


def runs(tool: str) -> bool:
    spec = find_spec(tool)
    if spec is None or spec.origin is None:
        return False
    file = Path(spec.origin)
    if file.name == "__init__.py":
        return file.with_name("__main__.py").exists()
    return "__main__" in file.read_text(encoding="utf-8")


def resolves(dotted: str) -> bool:
    """Say whether a module, or something in one, goes by a name."""
    try:
        resolve_name(dotted)
    except (ImportError, AttributeError):
        return False
    return True


def anchors(text: str) -> Iterator[str]:
    """Yield the anchors of a document's headings, and those that it sets itself."""
    for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE):
        yield re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
    yield from re.findall(r'<a id="(\w+)">', text)


# Documents


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_link_leads_to_a_file_and_its_heading(document: str) -> None:
    for target in LINK.findall(DOCUMENTS[document]):
        path, _, anchor = target.partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        file = ((ROOT / document).parent / path).resolve() if path else ROOT / document
        assert file.exists(), target
        if anchor:
            assert anchor in set(anchors(file.read_text(encoding="utf-8"))), target


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_names_what_exists(document: str) -> None:
    quoted = "\n".join(QUOTED.findall(DOCUMENTS[document]))
    assert missing_files(quoted) == []
    assert missing_tools(DOCUMENTS[document]) == []


def test_every_decision_is_listed() -> None:
    listed = LINK.findall(DOCUMENTS["docs/decisions/README.md"])
    pages = {path.name for path in (ROOT / "docs" / "decisions").glob("*.md")}
    assert sorted(listed) == sorted(pages - {"README.md"})


def test_every_version_stands_among_the_changes(province: Province) -> None:
    found = re.findall(r"^## (\d[\d.]*) \((.+)\)$", DOCUMENTS["docs/CHANGELOG.md"], re.MULTILINE)
    published = [(row.version, row.date) for row in province.versions.values()]
    assert found == published[::-1]


# Docstrings and comments


@pytest.mark.parametrize("path", CODE, ids=name)
def test_code_names_what_exists(path: Path) -> None:
    text = remarks(path)
    assert missing_files(text) == []
    assert missing_tools(text) == []
    assert [dotted for dotted in DOTTED.findall(text) if not resolves(dotted)] == []


@pytest.mark.parametrize("path", OTHERS, ids=name)
def test_what_is_no_python_names_what_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert missing_files(text) == []
    assert missing_tools(text) == []


# How they are found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see `model/gone.py`.", ["model/gone.py"]),
        ("ui/views/gone/view.py, ui/page.py", ["ui/views/gone/view.py"]),
        ("ui/views/<name>/view.py and tests/test_*.py", []),
        ("a wheel holds model/shipped/data", []),
        ("of the model/ and ui/", []),
    ],
)
def test_a_file_that_is_gone_would_be_found(text: str, found: list[str]) -> None:
    assert missing_files(text) == found


@pytest.mark.parametrize(
    ("dotted", "found"),
    [
        ("model.engine", True),
        ("model.engine.simulate", True),
        ("model.engine.gone", False),
        ("model.gone.simulate", False),
        ("tests.support.paths.ROOT", True),
    ],
)
def test_a_name_that_is_gone_would_be_found(dotted: str, found: bool) -> None:
    assert resolves(dotted) is found


def test_a_tool_that_is_gone_would_be_found() -> None:
    text = "python -m tests.golden, python -m tests.benchmark, python -m tests.support.paths"
    assert missing_tools(text) == ["tests.golden", "tests.support.paths"]
