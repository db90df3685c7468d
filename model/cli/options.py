"""Options of the command line that several commands share: the scenario to start from."""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import replace
from types import MappingProxyType

from model.problems import InvalidInputError, Problem, parse_number
from model.province.province import Province
from model.province.ranges import check_ranges
from model.scenario.link import decode
from model.scenario.scenario import Scenario, preset_scenario


def add_start(command: argparse.ArgumentParser) -> None:
    """Add ``--preset``, ``--link`` and ``--set``."""
    start = command.add_mutually_exclusive_group()
    start.add_argument("--preset", help="named scenario to start from")
    start.add_argument("--link", metavar="URL", help="shared link to start from")
    command.add_argument(
        "--set", action="append", default=[], metavar="KEY=VALUE", help="set a lever; repeatable"
    )


def chosen_scenario(province: Province, given: argparse.Namespace) -> Scenario:
    """Put together the scenario that the options ask for."""
    if given.link is not None:
        decoded = decode(province, given.link)
        refused = [p for p in decoded.problems if p.code != "model_version"]
        if refused:
            raise InvalidInputError(refused)
        for note in decoded.problems:
            print(note, file=sys.stderr)
        scenario = decoded.scenario
    else:
        scenario = preset_scenario(province, given.preset or province.default_preset)
    settings, problems = _settings(given.set)
    problems += check_ranges(province.levers, settings, "levers")
    if problems:
        raise InvalidInputError(problems)
    if not settings:
        return scenario
    levers = MappingProxyType({**scenario.levers, **settings})
    return replace(scenario, levers=levers, name="" if given.link is None else scenario.name)


def _settings(options: Iterable[str]) -> tuple[dict[str, float], list[Problem]]:
    """Read ``key=value`` options; a key may be set once."""
    settings: dict[str, float] = {}
    problems = []
    for option in options:
        key, equals, text = option.partition("=")
        number = parse_number(text)
        if not equals or number is None:
            value = text if equals else "nothing"
            problems.append(Problem("not_a_number", key, value, "key=value, as in x=12.5"))
        elif key in settings:
            problems.append(Problem("duplicate", key, text, "one --set for each lever"))
        else:
            settings[key] = number
    return settings, problems
