"""Every command that starts from a scenario starts from a file of it."""

from pathlib import Path

import pytest

from model.cli.main import main

CHANGED = ("--preset", "plan_2024", "--set", "disbursement_rate=80.5", "--set", "fdi=-250")
COMMANDS = {
    "project": ("project",),
    "goal": ("goal", "grdp_growth", "6.5", "--lever", "private_investment"),
    "sweep": ("sweep", "--vary", "ocop_new=0:40:3"),
}
FORMATS = {"iamc": "kịch bản.csv", "vi": "kịch bản.csv", "xlsx": "kịch bản.xlsx"}


@pytest.fixture(params=FORMATS)
def file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return a file of a changed plan, in each format."""
    path = tmp_path / FORMATS[request.param]
    assert main(["project", *CHANGED, "--format", request.param, "--output", str(path)]) == 0
    return path


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_starts_every_command(
    command: str, file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said = []
    for start in (CHANGED, ("--file", str(file))):
        assert main([*COMMANDS[command], *start]) == 0
        said.append(capfd.readouterr())
    assert said[0].out == said[1].out
    assert said[1].err == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_that_a_spreadsheet_spoilt_stops_every_command(
    command: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "spoilt.csv"
    assert main(["project", *CHANGED, "--format", "vi", "--output", str(path)]) == 0
    text = path.read_text(encoding="utf-8-sig")
    assert "915,984" in text
    path.write_text(text.replace("915,984", "915984"), encoding="utf-8")
    assert main([*COMMANDS[command], "--file", str(path)]) == 2
    assert "whose decimal sign was taken for thousands" in capfd.readouterr().err
