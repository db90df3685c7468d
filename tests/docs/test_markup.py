"""Markup stands in templates that escape what they are given, never in strings of Python."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from tests.support.paths import ROOT
from ui.text.markup import environment, render
from ui.text.words import LANGUAGES, UI, WEB

SEARCHED = ROOT / "web/first/rewrite.py"
"""Looks for places in the HTML of Streamlit by their tags, and writes none."""
CODE = [path for room in ("model", "ui", "web") for path in sorted((ROOT / room).rglob("*.py"))]
TEMPLATES = {
    path.relative_to(root).as_posix(): path
    for room, root in ((UI, UI), (WEB, WEB.parent))
    for path in sorted((*room.rglob("*.html"), *room.rglob("*.svg")))
}
NAMES = (
    "a|b|body|br|button|caption|code|dd|details|div|dl|dt|em|footer|form|h[1-6]|head|header|hr|html|i"
    "|img|input|label|li|link|main|meta|nav|ol|option|p|script|section|select|small|span|strong|style"
    "|sub|summary|sup|svg|table|tbody|td|textarea|th|thead|title|tr|ul"
)
TAG = re.compile(rf"</?(?:{NAMES})(?![\w-])|<!|&(?:[a-z]+|#\d+);", re.IGNORECASE)


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the strings of a file with their lines, docstrings and other comments left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_string_of_python_holds_a_tag(path: Path) -> None:
    if path == SEARCHED:
        return
    found = [f"line {line}: {text}" for line, text in strings(path) if TAG.search(text)]
    assert found == []


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nobody_escapes_by_hand(path: Path) -> None:
    names = {
        alias.name
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module in ("html", "cgi", "xml.sax.saxutils")
        for alias in node.names
    }
    assert names == set()


@pytest.mark.parametrize("text", ["<b>", "a </td>", "<i class=", "x &nbsp; y", "<!-- no -->"])
def test_a_tag_would_be_found(text: str) -> None:
    assert TAG.search(text)


@pytest.mark.parametrize("text", ["< 5%", "a < b and c > d", "x<y", "R & D", "1 < 2"])
def test_what_is_no_tag_is_not_taken_for_one(text: str) -> None:
    assert not TAG.search(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_can_be_read_and_escapes(template: str, language: str) -> None:
    made = environment(language)
    made.get_template(template)
    source = TEMPLATES[template].read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", source), "escaping is never put off"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_value_is_escaped_unless_a_template_made_it(language: str) -> None:
    made = environment(language).from_string("{{ text }} {{ markup }}")
    assert made.render(text="<b>", markup=Markup("<b>x</b>")) == "&lt;b&gt; <b>x</b>"
    with pytest.raises(UndefinedError):
        made.render(text="x")


def test_line_breaks_of_a_template_cost_nothing() -> None:
    made = environment("en").from_string("<p>\n  <b>a</b>\n  c\n</p>\n")
    assert made.render() == "<p><b>a</b> c </p>"
    assert "\n" not in render("pieces/macros.html", "en")
