"""The package as one gets it: built, installed apart from the checkout, and used there."""

import re
import signal
import subprocess
import tarfile
import tomllib
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import NewSession
from websockets.sync.client import connect

from model import __version__, simulate
from model.province.province import Province
from tests.support.package import Installed, apart, build, install
from tests.support.paths import ROOT
from tests.support.site import fetch, free_ports, until

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
SHIPPED = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
CACHES = {"__pycache__", ".venv", ".git", ".hypothesis", ".mypy_cache", ".pytest_cache"}
TRIED = ("3.11", "3.12", "3.13")
"""Versions of Python on which the package was installed and the model's tests were run."""


def files(*names: str) -> Iterator[str]:
    """Yield the files of the project below these names, caches excepted."""
    for name in names:
        path = ROOT / name
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            inside = file.relative_to(ROOT)
            if file.is_file() and not CACHES & set(inside.parts):
                yield str(inside)


def contents(wheel: Path) -> dict[str, bytes]:
    """Read every file of a wheel."""
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The wheel, made from the source distribution, and that."""
    wheel, source = build(ROOT, tmp_path_factory.mktemp("built"))
    return wheel, source


@pytest.fixture(scope="module")
def installed(built: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return install(built[0], tmp_path_factory.mktemp("installed"))


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder in which a package named as ours lies about."""
    for name in ("model", "ui", "web"):
        (tmp_path / name).mkdir()
        text = "raise RuntimeError('what lies about')\n"
        (tmp_path / name / "__init__.py").write_text(text, encoding="utf-8")
    return tmp_path


def use(folder: Path, *command: str) -> str:
    """Run in a folder; return what is printed."""
    done = subprocess.run(
        command, cwd=folder, env=apart(), capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


# What it holds


def test_the_wheel_holds_every_file_that_is_read(built: tuple[Path, Path]) -> None:
    expected = set(files("model", "ui", "web"))
    for source, target in SHIPPED.items():
        expected |= {file.replace(source, target, 1) for file in files(source)}
    assert {name for name in contents(built[0]) if ".dist-info/" not in name} == expected


def test_the_source_holds_what_builds_and_tests_it(built: tuple[Path, Path]) -> None:
    with tarfile.open(built[1]) as source:
        names = {name.partition("/")[2] for name in source.getnames()}
    folders = (
        "model",
        "ui",
        "web",
        "data",
        "docs",
        "tests",
        ".ci",
        ".deploy/nginx.conf",
        ".streamlit",
    )
    assert set(files(*folders, "app.py", "pyproject.toml", "README.md", "LICENSE")) <= names
    assert not {name for name in names if CACHES & set(name.split("/"))}


def test_checkout_and_source_make_the_same_wheel(built: tuple[Path, Path], tmp_path: Path) -> None:
    (direct,) = build(ROOT, tmp_path, "--wheel")
    assert direct.name == built[0].name
    assert contents(direct) == contents(built[0])


# What it says of itself


def test_the_version_stands_once(built: tuple[Path, Path], province: Province) -> None:
    assert "version" not in PROJECT["project"]
    assert built[0].name == f"soc_trang-{__version__}-py3-none-any.whl"
    assert __version__ == province.version


def test_the_citation_is_of_this_version(province: Province) -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    assert str(citation["date-released"]) == province.versions[__version__].date
    assert citation["license"] == PROJECT["project"]["license"]
    assert citation["authors"] == PROJECT["project"]["authors"]
    assert not {"doi", "url", "identifiers"} & set(citation)


def test_the_versions_of_python_are_those_that_were_tried() -> None:
    said = re.findall(r"Python :: (3\.\d+)", "\n".join(PROJECT["project"]["classifiers"]))
    assert said == list(TRIED)
    assert PROJECT["project"]["requires-python"] == f">={TRIED[0]}"
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{TRIED[0].replace('.', '')}"


# Using it


def test_the_command_line_works_anywhere(installed: Installed, elsewhere: Path) -> None:
    out = use(elsewhere, installed.program, "project")
    assert out.splitlines()[1].split()[0] == "grdp_growth"
    assert f"{simulate()['grdp_growth'][0, 0]:.2f}" in out
    assert use(elsewhere, installed.program, "--version").startswith(f"soc-trang {__version__}, ")


def test_the_model_works_anywhere(installed: Installed, tmp_path: Path) -> None:
    code = """import model, ui
from model.evidence.equations_document import equations
print(model.simulate()["grdp_growth"][0, 0], len(equations()), model.__file__, ui.__file__)"""
    growth, count, *places = use(tmp_path, installed.python, "-c", code).split()
    assert float(growth) == simulate()["grdp_growth"][0, 0]
    assert int(count) > 0
    assert all(Path(place).is_relative_to(installed.packages) for place in places)


@contextmanager
def site(installed: Installed, folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """Start the page in a folder; give the process and its port."""
    (port,) = free_ports(1)
    process = subprocess.Popen(
        [installed.program, "page", "--port", str(port), "--server.headless=true"],
        cwd=folder,
        env={**apart(), "HOME": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        until(lambda: fetch(port, "/_stcore/health").status == 200)
        yield process, port
    finally:
        process.kill()
        process.communicate()


def first_run(port: int) -> tuple[NewSession, str]:
    """Open the page as a browser does: how it is set up, and all that its first run shows."""
    url, shown = f"ws://127.0.0.1:{port}/_stcore/stream", ""
    with connect(url, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore[list-item]
        message = BackMsg()
        message.rerun_script.query_string = ""
        socket.send(message.SerializeToString())
        session = NewSession()
        while True:
            frame = socket.recv(60)
            assert isinstance(frame, bytes)
            answer = ForwardMsg.FromString(frame)
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                session = answer.new_session
            elif kind == "script_finished":
                return session, shown
            shown += answer.delta.new_element.html.body


def test_the_site_starts_anywhere_as_it_is_configured(
    installed: Installed, elsewhere: Path
) -> None:
    configured = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    with site(installed, elsewhere) as (process, port):
        session, shown = first_run(port)
        script = Path(session.main_script_path)
        assert script == installed.packages / "ui/page.py"
        assert 'class="headline"' in shown
        assert session.custom_theme.base_font_size == configured["theme"]["baseFontSize"]
        light = session.custom_theme.light.primary_color
        assert light == configured["theme"]["light"]["primaryColor"]
        assert session.config.toolbar_mode == session.config.ToolbarMode.MINIMAL
        assert session.config.max_cached_message_age > 0
        assert not session.config.gather_usage_stats
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert f"http://127.0.0.1:{port}" in out
    assert err.strip() == ""
