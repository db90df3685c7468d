"""Imports run down the rooms only: never up, never across, never in a circle."""

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from tests.support.paths import ROOT

VIEWS = tuple(f"ui.views.{file.parent.name}" for file in (ROOT / "ui" / "views").glob("*/view.py"))
FLOORS: tuple[tuple[str, ...], ...] = (
    ("model.problems", "model.resources"),
    ("model.equations",),
    ("model.province",),
    ("model.inputs", "model.engine", "model.contributions", "model.shapley"),
    ("model.province.load",),
    ("model",),
    ("model.scenario",),
    ("model.uncertainty",),
    ("model.evidence", "model.files", "model.goal", "model.sweep"),
    ("model.cli",),
    ("model.__main__",),
    ("ui",),
    ("ui.text",),
    ("ui.state",),
    ("ui.browser", "ui.charts"),
    ("ui.pieces",),
    ("ui.pictures",),
    ("ui.frame",),
    VIEWS,
    ("ui.views",),
    ("ui.page",),
    ("web",),
    ("app",),
)
"""Rooms from the ground up; those of one floor stand beside each other and do not know each other.
The files of ``model.inputs``, ``engine``, ``contributions`` and ``shapley`` are one room."""
ONE_ROOM = FLOORS[3]
OF_MODEL_NEVER = {"streamlit", "starlette", "pandas", "altair", "pyarrow", "jinja2", "ui", "web"}


def modules() -> Mapping[str, Path]:
    """Return every module of the project, tests excepted, with its file."""
    files = [
        ROOT / "app.py",
        *(ROOT / "model").rglob("*.py"),
        *(ROOT / "ui").rglob("*.py"),
        *(ROOT / "web").rglob("*.py"),
    ]
    names = {path: path.relative_to(ROOT).with_suffix("").parts for path in files}
    return {".".join(parts).removesuffix(".__init__"): path for path, parts in names.items()}


MODULES = modules()


def imported(module: str) -> Iterator[str]:
    """Yield what a module imports, anywhere in its text: modules of the project, or packages."""
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by dots"
            source = str(node.module)
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                yield inner if inner in MODULES else source


def place(module: str) -> tuple[int, str]:
    """Return floor and room of a module: the most particular one that holds it."""
    rooms = [
        (len(room), floor, room)
        for floor, beside in enumerate(FLOORS)
        for room in beside
        if module == room or module.startswith(f"{room}.")
    ]
    _, floor, room = max(rooms)
    return floor, "the engine" if room in ONE_ROOM else room


@pytest.mark.parametrize("module", MODULES)
def test_no_arrow_runs_up_or_across(module: str) -> None:
    floor, room = place(module)
    for target in imported(module):
        if target in MODULES:
            below, other = place(target)
            assert below < floor or other == room, f"{module} imports {target}"


def test_no_circle() -> None:
    arrows = {name: {it for it in imported(name) if it in MODULES} for name in MODULES}
    try:
        TopologicalSorter(arrows).prepare()
    except CycleError as error:
        pytest.fail(" → ".join(error.args[1]))


@pytest.mark.parametrize("module", [name for name in MODULES if name.startswith("model")])
def test_the_model_knows_neither_page_nor_data_frames(module: str) -> None:
    assert not {name.partition(".")[0] for name in imported(module)} & OF_MODEL_NEVER


def test_every_room_stands_on_a_floor() -> None:
    for room in (room for beside in FLOORS for room in beside):
        assert room in MODULES, f"{room} is gone"
