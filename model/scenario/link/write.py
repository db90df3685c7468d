"""Links written: as short as a scenario allows, and known when they lose their end."""

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from model.problems import plain
from model.province.province import Province
from model.scenario.link.form import PLACES, SIGMA, SPACE, Pair, known_levers, schema_defaults
from model.scenario.scenario import Pin, Scenario

END = (("lang", "vi"),)
"""What a link ends with where nobody says how it is shown; without it a link counts as cut."""


def encode(province: Province, scenario: Scenario, page: Iterable[Pair] = END) -> str:
    """Write a link: both versions, the levers off the plan and how many they are, all else.

    ``page`` says how the scenario is shown; it stands last and ends with ``lang``.
    """
    return written([*link_pairs(province, scenario), *page])


def link_pairs(province: Province, scenario: Scenario) -> list[Pair]:
    """Return the parameters of a scenario's link, in their order, but those of the page."""
    plan = schema_defaults(province, province.schema)
    off = [
        (key, text)
        for key, text in _levers(province, scenario)
        if scenario.levers[key] != plan[key]
    ]
    return [*_versions(province), ("n", str(len(off))), *off, *_others(province, scenario)]


def full_pairs(province: Province, scenario: Scenario) -> list[Pair]:
    """Return the parameters of a link that names every lever: what another is laid over."""
    return [*_versions(province), *_levers(province, scenario), *_others(province, scenario)]


def written(pairs: Iterable[Pair]) -> str:
    """Write parameters as a query string."""
    return "?" + urlencode(list(pairs), quote_via=quote)


def _versions(province: Province) -> tuple[Pair, Pair]:
    return ("v", str(province.schema)), ("m", province.version)


def _levers(province: Province, scenario: Scenario) -> list[Pair]:
    return [(key, plain(scenario.levers[key])) for key in province.levers]


def _others(province: Province, scenario: Scenario) -> list[Pair]:
    """Own targets and assumptions, the name and the pins."""
    parameters = dict(sorted(scenario.parameters.items()))
    sigma = parameters.pop(SIGMA, None)
    return [
        *((f"t.{key}", plain(value)) for key, value in sorted(scenario.targets.items())),
        *((f"p.{key}", plain(value)) for key, value in parameters.items()),
        *([("sigma", plain(sigma))] if sigma is not None else []),
        *([("name", scenario.name)] if scenario.name else []),
        *(pair for item in scenario.pins.items() for pair in _pin_pairs(province, *item)),
    ]


def _pin_pairs(province: Province, letter: str, pin: Pin) -> list[Pair]:
    """Write a pin: its name, and a place for every lever, empty where it stands at the plan."""
    plan = schema_defaults(province, province.schema)
    places = known_levers(province, province.schema, province.version)
    values = ("" if pin.levers[key] == plan[key] else plain(pin.levers[key]) for key in places)
    return [(f"{letter}.name", pin.name), (f"{letter}.{PLACES}", SPACE.join(values))]
