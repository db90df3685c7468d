"""The files of ``.deploy`` agree with each other and with the project.

No engine for containers runs here: the image is checked by its parts. The package that is built of
what it copies starts with its command in ``tests/browser/test_deployment.py``.
"""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from tests.support.deployment import (
    DEPLOY,
    command,
    copy_project,
    environment,
    instructions,
    let_in,
    ports,
)
from tests.support.package import build
from tests.support.paths import ROOT


def read(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


@pytest.fixture
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(read("compose.yaml"))
    return found


# The image


def test_the_image_is_built_of_what_exists() -> None:
    assert [text for name, text in instructions() if name == "COPY"] == [". /project"]
    assert "pip install --no-cache-dir /project " in dict(instructions())["RUN"]
    assert all((ROOT / name).exists() for name in let_in())


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


def test_what_the_image_is_built_of_makes_the_whole_package(tmp_path: Path) -> None:
    found = []
    for name, project in (("image", copy_project(tmp_path / "project")), ("checkout", ROOT)):
        (wheel,) = build(project, tmp_path / name, "--wheel")
        found.append(set(zipfile.ZipFile(wheel).namelist()))
    assert found[0] == found[1]


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
    assert start.replace(" --port=%i", "").split() == words
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
