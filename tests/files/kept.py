"""What is tried on programs, and what must hold of the files that they save."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from hypothesis import settings

from model.files.read import read_scenario
from model.problems import InvalidInputError
from model.scenario.scenario import NO_PINS, Scenario
from tests.files.scenarios import WITH_PINS, random_scenarios
from tests.support.province import PROVINCE
from tests.support.sound import expect_said, parts


@cache
def tried() -> Mapping[str, Scenario]:
    """List the scenarios; with the long profile there are hundreds of random ones."""
    profile = settings.default
    assert profile is not None
    return {**WITH_PINS, **random_scenarios(profile.max_examples // 15)}


def read(content: bytes) -> Scenario | None:
    """Read a file; None if it is refused, which is said in both languages."""
    try:
        scenario, notes = read_scenario(PROVINCE, content)
    except InvalidInputError as error:
        expect_said(error.problems)
        return None
    expect_said(notes)
    return scenario


def expect_same(found: Mapping[str, bytes]) -> None:
    """Each file, by the name of what was tried, gives back its scenario."""
    wrong = []
    for name, content in found.items():
        try:
            scenario, _ = read_scenario(PROVINCE, content)
        except InvalidInputError as error:
            wrong.append(f"{name}: {error}")
        else:
            if parts(scenario) != parts(tried()[name]):
                wrong.append(f"{name}: {parts(scenario)} is not {parts(tried()[name])}")
    assert not wrong, "\n".join([f"{len(wrong)} of {len(found)} files", *wrong])


def expect_same_or_refused(found: Mapping[str, bytes]) -> None:
    """What a program misread is refused: never another scenario without a word.

    Of a comparison, what is left may be its scenario without pins.
    """
    wrong = []
    for name, content in found.items():
        scenario, own = read(content), tried()[name]
        wanted = (parts(own), parts(replace(own, pins=NO_PINS)))
        if scenario is not None and parts(scenario) not in wanted:
            wrong.append(f"{name}: {parts(scenario)} is not {wanted[0]}")
    assert not wrong, "\n".join([f"{len(wrong)} of {len(found)} files", *wrong])
