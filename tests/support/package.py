"""The package: built from a folder of the project, and installed where no checkout is in sight."""

import os
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Installed:
    """An environment that holds the package."""

    folder: Path

    @property
    def python(self) -> str:
        """Its interpreter."""
        return str(self.folder / "bin/python")

    @property
    def program(self) -> str:
        """The command line."""
        return str(self.folder / "bin/soc-trang")

    @property
    def packages(self) -> Path:
        """Where its packages are."""
        (found,) = self.folder.glob("lib/python*/site-packages")
        return found


def build(project: Path, folder: Path, *options: str) -> list[Path]:
    """Build without asking an index: the source distribution and from it the wheel, if not told."""
    pip = [sys.executable, "-m", "build", "--no-isolation", *options, "--outdir", str(folder)]
    done = subprocess.run([*pip, str(project)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return sorted(folder.iterdir())


def install(wheel: Path, folder: Path) -> Installed:
    """Install a wheel into an environment of its own, which lends what the package depends on."""
    venv.create(folder, with_pip=False)
    made = Installed(folder)
    pip = [sys.executable, "-m", "pip", "--python", made.python, "install", "--quiet"]
    subprocess.run([*pip, "--no-index", "--no-deps", str(wheel)], check=True)
    lent = made.packages / "lent.pth"
    lent.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return made


def apart() -> dict[str, str]:
    """Return an environment without the variables that would lead to a checkout or a site."""
    kept = os.environ.items()
    return {key: it for key, it in kept if not key.startswith(("PYTHON", "STREAMLIT"))}
