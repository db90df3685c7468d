"""Links read: a whole scenario always, and what was refused, changed or lost on the way."""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from types import MappingProxyType
from urllib.parse import parse_qsl

from model.problems import Problem, plain
from model.province.province import Province
from model.scenario.link.cut import Cut, split_cut
from model.scenario.link.form import (
    ABOUT,
    LONGEST_LINK,
    MOST_PAIRS,
    NOTES,
    PAGE,
    PLACES,
    SIGMA,
    SPACE,
    Pair,
    is_parameter,
    known_levers,
    schema_defaults,
)
from model.scenario.link.mend import is_name, mended, query_of
from model.scenario.link.pins import pin_of, read_pins, stands, without_broken_pins
from model.scenario.link.two import holds_two
from model.scenario.link.values import accepted, own_targets, read_number
from model.scenario.link.wrapped import unwrapped
from model.scenario.names import LONGEST_NAME, read_name
from model.scenario.scenario import Scenario, preset_scenario

Choices = Mapping[str, Sequence[str]]
"""What each parameter of ``PAGE`` may hold, the first one being what a link leaves out."""
ANY: Choices = MappingProxyType({})
"""No choices: the parameters of the page are passed over, whatever they hold."""
FEW = 2
"""So many refused values are named one by one, however few others a link has."""


@dataclass(frozen=True)
class Decoded:
    """What a link says: a whole scenario always, and what was refused, changed or lost.

    Attributes
    ----------
    scenario
        What the link says; of a cut link, what surely arrived, and else the plan.
    page
        The parameters of ``PAGE`` that were asked for.
    problems
        What was refused or changed.
    growth
        That of the first year as the page showed it to who copied the link, per cent; None where
        the link does not say.
    cut
        What is known of a link that did not arrive whole; None for a whole one.
    mostly_refused
        More of the link was refused than could be used: its scenario is not what was sent.
    rest_kept
        Whatever was not refused is as the link says.
    """

    scenario: Scenario
    page: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    growth: float | None = None
    cut: Cut | None = None
    mostly_refused: bool = False
    rest_kept: bool = True


def decode(province: Province, link: str, choices: Choices = ANY) -> Decoded:
    """Read a link, its query or a text around it; a bad or old one never fails.

    See `decode_pairs`.
    """
    if len(link) > LONGEST_LINK:
        return _refused(province, _too_long(len(link)), _page({}, choices)[0])
    return decode_pairs(province, parse_qsl(query_of(link), keep_blank_values=True), choices)


def decode_pairs(
    province: Province, pairs: Iterable[Pair], choices: Choices = ANY, whole: bool = False
) -> Decoded:
    """Read the parameters of a link into a scenario, and how it is to be shown.

    What is unknown, out of range, no number or given twice is refused: the default of the
    link's schema stands in its place and a problem says so. ``whole``: the link is known to have
    arrived as it was written, so that nothing of it is taken for cut.
    """
    pairs = list(islice(pairs, MOST_PAIRS + 1))
    if len(pairs) > MOST_PAIRS:
        return _too_many(province, pairs, choices)
    size = sum(len(key) + len(text) for key, text in pairs)
    if size > LONGEST_LINK:
        return _refused(province, _too_long(size), _page(dict(pairs), choices)[0])
    known = partial(is_parameter, province)
    pairs = unwrapped(pairs, known)
    if len(pairs) > MOST_PAIRS:
        return _too_many(province, pairs, choices)
    two = holds_two(pairs, known)
    pairs = mended(pairs, known)
    if two:
        return _refused(province, Problem("two_links", "link"), _page(dict(pairs), choices)[0])
    schema, problems = _schema(province, _stated_schema(pairs))
    sure, cut = (pairs, None) if whole else split_cut(province, schema, pairs)
    given, found = _single(sure)
    problems = [*found, *(row for row in problems if "v" in given)]
    made_with = given.get("m", province.version)
    if made_with != province.version:
        problems.append(Problem("model_version", "m", made_with, province.version))
    order = known_levers(province, schema, made_with)
    if cut:
        given = without_broken_pins(order, given)
    page, found = _page({key: given[key] for key in PAGE if key in given}, choices)
    problems += found
    growth, found = read_number("r", given["r"]) if "r" in given else (None, [])
    problems += found
    name, found = read_name(given.get("name", ""), "name", LONGEST_NAME)
    problems += found
    defaults = schema_defaults(province, schema)
    pins, found = read_pins(province, defaults, order, given)
    problems += found
    values, found = _values(province, given)
    problems += found
    scenario = Scenario(
        levers=MappingProxyType(stands(province, defaults, values["levers"])),
        targets=MappingProxyType(values["targets"]),
        parameters=MappingProxyType(values["parameters"]),
        name=name,
        pins=MappingProxyType(pins),
    )
    said = tuple(
        replace(problem, stands=plain(defaults[problem.field]))
        if problem.field in defaults
        else problem
        for problem in problems
    )
    counted = given.get("n") == str(len(values["levers"]))
    return Decoded(scenario, page, said, growth, cut, *_use(sure, said, counted))


def _use(pairs: list[Pair], problems: Sequence[Problem], counted: bool) -> tuple[bool, bool]:
    """Say whether most values of a link were refused, and whether the others were kept.

    Names are no values; if every lever that the link counts was read, most of it is known.
    """
    held = [key for key, text in pairs if key not in ABOUT for _ in _pieces(key, text)]
    refused = [row.field for row in problems if row.code not in NOTES and row.field not in ABOUT]
    values, bad = (len([key for key in keys if not is_name(key)]) for keys in (held, refused))
    mostly_refused = bad > max(FEW, values / 2) and not counted
    kept = len([key for key in held if key not in refused])
    lost = len([key for key in refused if key not in held])  # values of pins, in their places
    return mostly_refused, kept > lost and all(row.field != "v" for row in problems)


def _pieces(key: str, text: str) -> list[str]:
    """Take the values of a pin in its places one by one."""
    places = key.partition(".")[2] == PLACES
    return [piece for piece in text.split(SPACE) if piece] if places else [text]


def _values(
    province: Province, given: Mapping[str, str]
) -> tuple[dict[str, dict[str, float]], list[Problem]]:
    """Read levers, own targets and own assumptions out of what a link gives."""
    tables: Mapping[str, Container[str]] = {
        "levers": province.levers,
        "targets": province.modelled,
        "parameters": province.assumptions,
    }
    groups: dict[str, dict[str, float]] = {name: {} for name in tables}
    problems: list[Problem] = []
    for key, text in given.items():
        if key in (*ABOUT, "name") or pin_of(key):
            continue
        group, inner = _place(key)
        number, found = read_number(key, text, inner in tables[group])
        problems += found
        if number is not None:
            groups[group][inner] = number
    levers, found = accepted(province.levers, groups["levers"], "levers", "")
    problems += found
    parameters, found = accepted(province.assumptions, groups["parameters"], "parameters", "p.")
    problems += found
    targets, found = own_targets(province, groups["targets"])
    return {"levers": levers, "targets": targets, "parameters": parameters}, [*problems, *found]


def _too_long(size: int) -> Problem:
    return Problem("too_long", "link", str(size), str(LONGEST_LINK))


def _too_many(province: Province, pairs: list[Pair], choices: Choices) -> Decoded:
    problem = Problem("too_many", "link", allowed=str(MOST_PAIRS))
    return _refused(province, problem, _page(dict(pairs), choices)[0])


def _refused(province: Province, problem: Problem, page: Mapping[str, str]) -> Decoded:
    scenario = preset_scenario(province, province.default_preset)
    return Decoded(scenario, page, problems=(problem,), mostly_refused=True, rest_kept=False)


def _page(given: Mapping[str, str], choices: Choices) -> tuple[dict[str, str], list[Problem]]:
    """Take the parameters of the page; what is none of the choices is the first of them."""
    page = {key: given.get(key, allowed[0]) for key, allowed in choices.items()}
    problems = [
        Problem("not_allowed", key, text, ", ".join(choices[key]))
        for key, text in page.items()
        if text not in choices[key]
    ]
    return page | {problem.field: choices[problem.field][0] for problem in problems}, problems


def _single(pairs: list[Pair]) -> tuple[dict[str, str], list[Problem]]:
    times = Counter(key for key, _ in pairs)
    problems = [
        Problem("duplicate", key, ", ".join(text for name, text in pairs if name == key), "one")
        for key, count in times.items()
        if count > 1
    ]
    return {key: text for key, text in pairs if times[key] == 1}, problems


def _stated_schema(pairs: list[Pair]) -> str | None:
    """Return what a link says of its schema; an empty second ``v`` at its end began ``view``."""
    stated = [text for key, text in pairs if key == "v"]
    begun = len(stated) > 1 and pairs[-1] == ("v", "")
    return stated[-2 if begun else -1] if stated else None


def _schema(province: Province, text: str | None) -> tuple[int, list[Problem]]:
    known = sorted({row.schema for row in province.link_defaults})
    if text is None:
        return province.schema, []
    if text in map(str, known):
        return int(text), []
    allowed = ", ".join(map(str, known))
    return province.schema, [Problem("not_allowed", "v", text, allowed)]


def _place(key: str) -> tuple[str, str]:
    if key == "sigma":
        return "parameters", SIGMA
    if key == f"p.{SIGMA}":
        return "levers", key  # one name for one thing: refused as unknown
    prefix, dot, inner = key.partition(".")
    group = {"t": "targets", "p": "parameters"}.get(prefix) if dot else None
    return (group, inner) if group else ("levers", key)
