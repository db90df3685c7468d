"""The files of ``.deploy`` agree with each other and with the project.

No engine for containers runs here: the image is checked by its parts. Its copied files carry the
page, install as a package, and start with its command in ``tests/browser/test_deployment.py``.
"""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tests.support.deployment import (
    DEPLOY,
    absent,
    command,
    copied,
    copy_project,
    environment,
    instructions,
    ports,
)
from tests.support.paths import ROOT


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the image holds."""
    return copy_project(tmp_path_factory.mktemp("image"))


@pytest.fixture
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(read("compose.yaml"))
    return found


# The image


def test_the_image_copies_what_exists_and_what_its_ignore_file_lets_in() -> None:
    let_in = {
        line[1:] for line in read("Containerfile.dockerignore").splitlines() if line[0] == "!"
    }
    assert let_in == {source for source, _ in copied()}
    assert all((ROOT / source).exists() for source in let_in)


def test_the_image_runs_without_privileges_and_says_how_it_is() -> None:
    found = dict(instructions())
    assert found["USER"] not in ("root", "0")
    assert f"useradd --system --uid 10001 --no-create-home {found['USER']}" in found["RUN"]
    probe = json.loads(found["HEALTHCHECK"].partition(" CMD ")[2])
    assert probe[:2] == ["python", "-c"]
    compile(probe[2], "health", "exec")
    assert "/_stcore/health" in probe[2]
    order = [name for name, _ in instructions()]
    assert order.index("RUN") < order.index("USER") < order.index("CMD")


def test_the_image_holds_all_that_model_and_page_read(image: Path) -> None:
    script = """import runpy, model, ui.text.words
from model import simulate
assert simulate()["grdp_growth"].shape == (1, 1)
print(model.__file__, ui.__file__)"""
    done = subprocess.run([sys.executable, "-c", script], cwd=image, capture_output=True, text=True)
    assert done.stderr == ""
    assert all(Path(it).is_relative_to(image) for it in done.stdout.split())


def test_the_image_installs_as_a_package(image: Path) -> None:
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps"]
    done = subprocess.run([*pip, "-e", str(image)], capture_output=True, text=True)
    if "No matching distribution found for setuptools" in done.stderr:
        absent("no package index to take setuptools from")
    assert done.returncode == 0, done.stderr


# The processes


def test_compose_names_files_that_exist_and_one_process_a_port(compose: dict[str, Any]) -> None:
    services = compose["services"]
    pages = {name: it for name, it in services.items() if it["image"] == "soc-trang"}
    for name, page in pages.items():
        assert name == f"app-{page['environment']['STREAMLIT_SERVER_PORT']}"
        assert (DEPLOY / page["build"]["context"]).resolve() == ROOT
        assert (ROOT / page["build"]["dockerfile"]).is_file()
        assert page["networks"] == ["inside"]
        assert "ports" not in page
    assert compose["networks"]["inside"]["internal"]
    nginx = services["nginx"]
    assert set(nginx["depends_on"]) == set(pages)
    places = dict(volume.split(":")[:2] for volume in nginx["volumes"])
    assert all((DEPLOY / place).is_file() for place in places)
    included = set(re.findall(r"include (soc-trang/\S+);", read("nginx.conf")))
    assert {f"/etc/nginx/{place}" for place in included} < set(places.values())


def test_the_processes_are_the_same_in_compose_and_on_a_machine(compose: dict[str, Any]) -> None:
    alone, together = read("upstream.conf"), read("upstream.compose.conf")
    assert re.sub(r"app-\d+:", "127.0.0.1:", together) == alone
    assert set(re.findall(r"app-\d+", together)) == {it for it in compose["services"] if "-" in it}
    assert set(re.findall(r"app-(\d+:\d+)", together)) == {f"{it}:{it}" for it in ports(alone)}


def test_both_ways_start_a_process_alike() -> None:
    unit = read("soc-trang@.service")
    (start,) = re.findall(r"^ExecStart=\S+/(.*)$", unit, re.MULTILINE)
    words, _ = command(8501)
    assert start.replace(" --server.port=%i", "").split() == words
    given = dict(re.findall(r"^Environment=(\w+)=(.*)$", unit, re.MULTILINE))
    only_image = {"PYTHONUNBUFFERED", "STREAMLIT_SERVER_PORT"}
    assert given == {key: it for key, it in environment().items() if key not in only_image}


def test_the_unit_is_right_to_systemd(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("no systemd on this machine")
    unit = tmp_path / "soc-trang@8501.service"
    started = re.sub(r"ExecStart=\S+", f"ExecStart={sys.executable}", read("soc-trang@.service"))
    unit.write_text(started, encoding="utf-8")
    done = subprocess.run([program, "verify", str(unit)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
