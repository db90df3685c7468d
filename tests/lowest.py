"""The model's tests with the lowest versions of pyproject.toml: ``python -m tests.lowest``.

Installs every dependency at its floor into an environment of its own, which is thrown away, and
runs there what must not move with a version: published results, identities, files byte by byte,
templates, and files that pandas and pyam wrote. The newest versions are those of the usual run.
"""

import os
import re
import subprocess
import sys
import tomllib
import venv
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support.paths import ROOT

TESTS = (
    *(f"model/test_{name}.py" for name in ("golden", "invariants", "oracle", "simulate", "sweep")),
    "model/test_determinism.py",
    "model/test_draws.py",
    "files/test_pandas.py",
    "files/test_pyam.py",
    "ui/test_pieces.py",
    "ui/test_page.py::test_every_view_is_drawn_in_both_languages",
)
# pyam wants pandas below 3, so it stands here and not beside the newest versions. What it stores
# tables with, ixmp4, does not start with SQLAlchemy 2.1.
TOOLS = ("pytest", "hypothesis", "pyam-iamc>=3.3,<4", "sqlalchemy<2.1")


def floors() -> Iterator[str]:
    """Yield each dependency at the lowest version that pyproject.toml allows."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for dependency in project["dependencies"]:
        found = re.match(r"([\w-]+)>=([\d.]+)", dependency)
        if found is None:
            raise ValueError(f"{dependency}: no floor")
        yield "{}=={}".format(*found.groups())


def main() -> int:
    """Install and test; return the exit status of pytest."""
    with TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = [str(Path(folder) / "bin" / "python"), "-B", "-m"]
        install = ["pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*python, *install, *floors(), *TOOLS], check=True)
        files = [f"tests/{name}" for name in TESTS]
        command = [*python, "pytest", "-q", "-p", "no:cacheprovider", *files, *sys.argv[1:]]
        # What pyam keeps for a user holds paths of this environment, which are soon gone.
        kept = dict.fromkeys(("XDG_CACHE_HOME", "XDG_DATA_HOME"), folder)
        environment = {**os.environ, **kept}
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
