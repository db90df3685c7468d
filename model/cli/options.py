"""Options of the command line that several commands share: the scenario to start from."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from model.cli.letters import text_of
from model.problems import InvalidInputError, Problem, parse_number
from model.province.province import Province
from model.province.ranges import check_ranges
from model.scenario.scenario import Scenario, preset_scenario

A_LINK = "a link of a scenario, as in https://…/?v=2&fdi=300"


def add_start(command: argparse.ArgumentParser) -> None:
    """Add ``--preset``, ``--file``, ``--link`` and ``--set``."""
    start = command.add_mutually_exclusive_group()
    start.add_argument("--preset", help="named scenario to start from")
    start.add_argument("--file", type=Path, help="scenario file to start from")
    start.add_argument("--link", metavar="URL", help="shared link to start from")
    command.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="set a lever; repeatable"
    )


def chosen_scenario(province: Province, given: argparse.Namespace) -> Scenario:
    """Put together the scenario that the options ask for; what is noteworthy goes to stderr.

    Raises
    ------
    InvalidInputError
        A preset, a part of the link or of the file, or a setting is refused.
    """
    if given.link is not None:
        scenario, notes = _linked(province, given.link)
    elif given.file is not None:
        scenario, notes = _filed(province, given.file)
    else:
        scenario, notes = preset_scenario(province, given.preset or province.default_preset), []
    settings, problems = _settings(given.set)
    problems += check_ranges(province.levers, settings, "levers")
    if problems:
        raise InvalidInputError(problems)
    for note in notes:
        print(note, file=sys.stderr)
    if not settings:
        return scenario
    levers = MappingProxyType({**scenario.levers, **settings})
    preset = given.link is None and given.file is None
    return replace(scenario, levers=levers, name="" if preset else scenario.name)


def _linked(province: Province, link: str) -> tuple[Scenario, list[Problem]]:
    # Late, as below: most commands start from a preset, and sooner without.
    from model.scenario.link import NOTES, decode, foreign_host, other_growth
    from model.scenario.results import growth_of, results

    if "=" not in link:
        raise InvalidInputError([Problem("unreadable", "--link", repr(link), A_LINK)])
    decoded = decode(province, link)
    if decoded.cut:
        raise InvalidInputError([decoded.cut.problem])
    problems = (
        *decoded.problems,
        *other_growth(province, decoded.growth, growth_of(results(province, decoded.scenario))),
    )
    refused = [problem for problem in problems if problem.code not in NOTES]
    host = foreign_host(province, link)
    if refused and host:
        elsewhere = Problem("unreadable", "--link", f"{host} says nothing of a scenario", A_LINK)
        refused = [elsewhere, *(problem for problem in refused if problem.nearest)]
    if refused:
        raise InvalidInputError(refused)
    return decoded.scenario, list(problems)


def _filed(province: Province, path: Path) -> tuple[Scenario, list[Problem]]:
    """Read a scenario file, and no more of it than what can be one."""
    from model.files.read import LARGEST_FILE, read_scenario

    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reason = f"{text_of(path)}: {error.strerror or error}"
        raise InvalidInputError(
            [Problem("unreadable", "--file", reason, "a scenario file")]
        ) from error
    return read_scenario(province, content)


def _settings(options: Iterable[str]) -> tuple[dict[str, float], list[Problem]]:
    """Read ``key=value`` options; a key may be set once."""
    settings: dict[str, float] = {}
    problems = []
    for option in options:
        key, _, text = option.partition("=")
        number = parse_number(text)
        if not text:
            problems.append(Problem("missing", key, allowed="key=value, as in x=12.5"))
        elif number is None:
            problems.append(Problem("not_a_number", key, text, "key=value, as in x=12.5"))
        elif key in settings:
            problems.append(Problem("duplicate", key, text, "one --set for each lever"))
        else:
            settings[key] = number
    return settings, problems
