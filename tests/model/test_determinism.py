"""The same link gives the same bytes in any process, language, time zone and number of threads."""

import os
import subprocess
import sys
from datetime import date
from hashlib import sha256
from types import MappingProxyType

import pytest

from model.files.cells import csv_text
from model.files.comparison import comparison_iamc_rows, comparison_vietnamese_rows
from model.files.iamc import iamc_rows
from model.files.vietnamese import vietnamese_rows
from model.files.workbook.workbook import comparison_workbook, workbook
from model.scenario.scenario import Pin, Scenario, preset_scenario
from model.uncertainty.scenario_draws import bands
from tests.support.paths import ROOT
from tests.support.province import PROVINCE, random_levers
from ui.state.link import decode, encode

DRAWN = {key: float(values[0]) for key, values in random_levers(1, 7).items()}
PLAN = preset_scenario(PROVINCE, PROVINCE.default_preset)
SCENARIO = Scenario(
    MappingProxyType(DRAWN),
    targets=MappingProxyType({"icor": 4.5, "shrimp_area": 51_000.5}),
    parameters=MappingProxyType({"sd_agg": 1.4, "mu": 0.3}),
    name="Tôm – lúa",
    pins=MappingProxyType({"b": Pin(PLAN.levers, "Kế hoạch")}),
)
MADE = date(2024, 6, 1)
LINK = encode(PROVINCE, SCENARIO, "compare", "en")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
PROCESSES = {
    "usual": {},
    "C": {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC", "PYTHONUTF8": "0"},
    "one thread": {**dict.fromkeys(THREADS, "1"), "PYTHONHASHSEED": "1", "TZ": "Asia/Ho_Chi_Minh"},
    "Turkish": {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4294967295"},
    "many threads": {**dict.fromkeys(THREADS, "8"), "TZ": "Pacific/Kiritimati", "LC_ALL": "vi_VN"},
}


def files(link: str, years: int) -> dict[str, str]:
    """Write every file of a link, bands included, and return the digest of its bytes."""
    scenario = decode(PROVINCE, link).scenario
    horizon = PROVINCE.base_year + years
    written = {
        "iamc": iamc_rows(PROVINCE, scenario, horizon, bands(PROVINCE, scenario, horizon)),
        "Vietnamese": vietnamese_rows(PROVINCE, scenario),
        "compared": comparison_iamc_rows(PROVINCE, scenario),
        "compared in Vietnamese": comparison_vietnamese_rows(PROVINCE, scenario),
    }
    whole = encode(PROVINCE, scenario)
    contents = {
        **{name: csv_text(rows, "Vietnamese" in name).encode() for name, rows in written.items()},
        "workbook": workbook(PROVINCE, scenario, link=whole, made=MADE),
        "compared workbook": comparison_workbook(PROVINCE, scenario, "en", whole, MADE),
    }
    return {name: sha256(content).hexdigest() for name, content in contents.items()}


def in_a_new_process(environment: dict[str, str], *command: str) -> bytes:
    kept = {key: value for key, value in os.environ.items() if key not in ("LANG", "LC_ALL")}
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        check=True,
    ).stdout


@pytest.mark.parametrize("name", PROCESSES)
def test_a_link_gives_the_same_bytes_in_every_process(name: str) -> None:
    program = (
        f"from tests.model.test_determinism import files; found = files({LINK!r}, 7);"
        "print(*found.values(), end='')"
    )
    found = in_a_new_process(PROCESSES[name], "-c", program).decode()
    assert found.split() == list(files(LINK, 7).values())


def test_the_command_line_writes_what_the_page_writes() -> None:
    """The same bytes through a pipe of any encoding."""
    scenario = decode(PROVINCE, LINK).scenario
    text = csv_text(comparison_vietnamese_rows(PROVINCE, scenario), vietnamese=True)
    command = ("-m", "model", "project", "--link", LINK, "--format", "vi")
    for environment in (PROCESSES["C"], {"PYTHONIOENCODING": "cp1258", "LC_ALL": "C"}):
        assert in_a_new_process(environment, *command) == text.encode()


def test_results_do_not_depend_on_what_was_computed_before() -> None:
    """Nor on the order in which a link names its parts."""
    before = files(LINK, 7)
    files(encode(PROVINCE, PLAN), 1)
    turned = "?" + "&".join(reversed(LINK[1:].split("&")))
    assert files(turned, 7) == before
