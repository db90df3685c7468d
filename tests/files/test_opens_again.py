"""Every form that is offered opens again with all it was written of, or says that it does not."""

import re
from datetime import date
from pathlib import Path

import pytest

from model.cli.main import main
from model.files.read import read_scenario
from model.problems import InvalidInputError
from model.scenario.scenario import Scenario
from tests.files.scenarios import OWN, PINNED
from tests.support.pins import pin, pinned
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from tests.support.sound import expect_said, parts
from tests.web.test_files import answer, query
from ui.frame.share.share import first_files, more_files
from ui.text.words import LANGUAGES, say
from ui.views.compare.pins import file_title
from ui.views.compare.view import compared_files
from web.files import FILES

ONLY_READ = {"vi": "chỉ để đọc", "en": "for reading only"}
COMPARED = {
    "own": PINNED,
    "four": pinned(PLAN, **{key: pin(f"Số {key}", salinity=0.25) for key in "abcd"}),
    "hostile": pinned(OWN, a=pin("A A"), b=pin("− A"), c=pin("x;=1+1"), d=pin("Dự phóng 2024")),
}


def opened(path: str, scenario: Scenario) -> Scenario | None:
    """Write by address and open; None if it is refused, and then by a reason of its own."""
    try:
        return read_scenario(PROVINCE, answer(path, query(scenario)).content)[0]
    except InvalidInputError as error:
        expect_said(error.problems)
        assert {row.code for row in error.problems} <= {"json", "for_reading"}
        return None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", COMPARED)
def test_a_form_of_a_comparison_opens_with_its_pins_or_says_so_on_its_button(
    name: str, language: str
) -> None:
    links = compared_files(language)
    assert links
    for link in links:
        found = opened(f"/{link.address.partition('?')[0]}", COMPARED[name])
        assert ONLY_READ[language] in link.words or (
            found is not None and parts(found) == parts(COMPARED[name])
        )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_of_a_scenario_opens_or_says_so_on_its_button(language: str) -> None:
    """A paper is none: it is made to be read."""
    links = (*first_files(language, date.today()), *more_files(language))
    offered = {f"/{link.address.partition('?')[0]}": link.words for link in links}
    offered["/scenario.json"] = say(language, "reproduce_data")
    for path, words in offered.items():
        if path in FILES:
            found = opened(path, OWN)
            assert ONLY_READ[language] in words or (
                found is not None and parts(found) == parts(OWN)
            )


@pytest.mark.parametrize("path", FILES)
def test_what_does_not_open_again_is_described_as_for_reading_only(path: str) -> None:
    only_read = opened(path, PINNED) is None
    for language in LANGUAGES:
        words = say(language, f"data{re.sub('[^a-z]', '_', path)}")
        assert (ONLY_READ[language] in words) == only_read


@pytest.mark.parametrize("form", ["iamc", "vi", "xlsx"])
def test_the_command_line_writes_the_pins_of_a_link(form: str, tmp_path: Path) -> None:
    path = tmp_path / "so sánh"
    given = ["--link", f"?{query(PINNED)}", "--format", form, "--output", str(path)]
    assert main(["project", *given]) == 0
    assert parts(read_scenario(PROVINCE, path.read_bytes())[0]) == parts(PINNED)


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".XLSX", ".txt", ".tsv"])
def test_a_file_without_a_name_in_it_is_called_as_it_is_without_its_ending(ending: str) -> None:
    assert file_title(f"phương án 1.5{ending}") == "phương án 1.5"
    assert file_title(ending) == ending
