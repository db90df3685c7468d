"""What follows from something else is written anew by one command, in a copy of the project."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from tests.support.province import PROVINCE, edit

FOLDERS = ("data", "docs", "model", "tests/support")
FILES = ("tests/__init__.py", "tests/model/golden.csv", "CITATION.cff")
DATA = Path("data") / PROVINCE.folder.name


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of all that the command reads and writes."""
    for name in FOLDERS:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in FILES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def renew(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-B", "-m", "tests.support.renew"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def contents(project: Path) -> dict[str, bytes]:
    files = (path for path in project.rglob("*") if path.is_file())
    return {path.relative_to(project).as_posix(): path.read_bytes() for path in files}


def test_what_is_up_to_date_stays_as_it_is(project: Path) -> None:
    before = contents(project)
    done = renew(project)
    assert (done.returncode, done.stderr) == (0, "")
    assert contents(project) == before


def test_a_release_is_one_row_and_one_command(project: Path) -> None:
    before = contents(project)
    knew = PROVINCE.versions[PROVINCE.version].knew
    cells = f"{PROVINCE.schema},{knew},{PROVINCE.reference_preset},0,0,-,Câu hỏi.,A question."
    new = f"99.0.0,2099-12-31,{cells}\n"
    edit(project / DATA / "versions.csv", lambda text: text + new)
    done = renew(project)
    assert (done.returncode, done.stderr) == (0, "")
    after = contents(project)
    added = {name for name in after if name not in before}
    assert added == {str(DATA / "versions" / f"99.0.0{name}.csv") for name in ("", "_came")}
    changed = {name for name, content in before.items() if content != after[name]}
    assert changed == {
        "CITATION.cff",
        "model/__init__.py",
        "tests/model/golden.csv",
        *(
            (DATA / name).as_posix()
            for name in ("datapackage.json", "versions.csv", "MODEL_CARD.md", "CHANGELOG.md")
        ),
    }
    assert all(b"99.0.0" in after[name] for name in changed)
    kept = after[(DATA / "versions.csv").as_posix()].decode().splitlines()
    assert kept[:-1] == before[(DATA / "versions.csv").as_posix()].decode().splitlines()
    assert kept[-1].split(",")[4:8] == kept[-2].split(",")[4:8]


def test_no_result_changes_without_a_version(project: Path) -> None:
    path = project / DATA / "levers.csv"
    edit(path, lambda text: text.replace(",6222.8,6654.534,", ",6222.8,6600,", 1))
    done = renew(project)
    assert done.returncode == 1
    assert "add a row to versions.csv" in done.stderr
