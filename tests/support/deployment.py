"""The files of ``.deploy`` as the tests read them."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from tests.support.paths import ROOT

DEPLOY = ROOT / ".deploy"


def absent(what: str) -> None:
    """Skip a test for want of a program; in CI, where everything is installed, fail."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def instructions() -> list[tuple[str, str]]:
    """Read the Containerfile: instruction and its text, continued lines joined."""
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", "")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(name, rest) for name, rest in (line.split(" ", 1) for line in lines)]


def command(port: int) -> tuple[list[str], dict[str, str]]:
    """Return how the image starts a process, on this machine only, and its environment."""
    start = next(text for name, text in instructions() if name == "CMD")
    words = json.loads(start.replace("0.0.0.0", "127.0.0.1"))
    return words, environment() | {
        "STREAMLIT_SERVER_PORT": str(port),
        "STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1",
    }


def environment() -> dict[str, str]:
    """Return the environment that the image sets."""
    pairs = (
        pair.partition("=")
        for name, text in instructions()
        if name == "ENV"
        for pair in text.split()
    )
    return {key: value for key, _, value in pairs}


def let_in() -> list[str]:
    """List what of the project leaves this machine for the image."""
    lines = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    return [line[1:] for line in lines if line.startswith("!")]


def copy_project(folder: Path) -> Path:
    """Copy exactly what the Containerfile copies."""
    for name in let_in():
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, place, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, place)
    return folder


def ports(text: str) -> set[str]:
    """Return the ports that a description of processes names."""
    return set(re.findall(r"\b85\d\d\b", text))
