"""Shared links: a scenario as a query string, and back, for ever.

A link carries the schema version ``v``, the model version ``m``, every lever by its key,
``t.<indicator>`` for the reader's own targets, ``p.<parameter>`` for own assumptions,
``sigma`` for the residual standard deviation, ``name``, ``view`` and ``lang``; ``a.`` to ``d.``
before a lever or ``name`` are pinned scenarios; ``r`` is the growth that the page showed when the
link was copied. A lever that a link leaves out takes the default of the link's own schema
(link_defaults.csv), so a changed default never changes an old link.
"""

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from types import MappingProxyType
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from model.problems import Problem, parse_number, plain, unknown
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.ranges import check_ranges
from model.province.rows import Lever, Parameter
from model.scenario.scenario import LETTERS, Pin, Scenario, preset_scenario
from model.scenario.targets import rounded

PAGE = ("view", "lang")
"""Parameters that say how a scenario is shown; what they may hold is known to the page alone."""
SIGMA = "sd_agg"
"""The parameter that a link calls ``sigma``."""
NOTES = ("model_version", "growth_shown")
"""Problems that say what a link was made with: nothing of it is refused."""
LONGEST_LINK = 65_000
LONGEST_NAME = 80
LONGEST_PIN_NAME = 40
"""Characters: four pins with such names keep a link below 8 kB."""
MOST_PAIRS = 400
"""More parameters than a link can hold with every lever, target and assumption set."""


@dataclass(frozen=True)
class Decoded:
    """What a link says: a whole scenario always, and what was refused or changed.

    ``growth`` is that of the first year as the page showed it to who copied the link, per cent;
    None where the link does not say.
    """

    scenario: Scenario
    page: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    growth: float | None = None


Choices = Mapping[str, Sequence[str]]
"""What each parameter of ``PAGE`` may hold, the first one being what a link leaves out."""
ANY: Choices = MappingProxyType({})
"""No choices: the parameters of the page are passed over, whatever they hold."""


def encode(province: Province, scenario: Scenario, page: Iterable[tuple[str, str]] = ()) -> str:
    """Write a full link: every lever, both versions, own targets and assumptions.

    ``page`` says how the scenario is shown; it stands last.
    """
    return written([*link_pairs(province, scenario), *page])


def link_pairs(province: Province, scenario: Scenario) -> list[tuple[str, str]]:
    """Return the parameters of a scenario's full link, in their order."""
    sigma = scenario.parameters.get(SIGMA)
    return [
        ("v", str(province.schema)),
        ("m", province.version),
        *((key, plain(scenario.levers[key])) for key in province.levers),
        *((f"t.{key}", plain(value)) for key, value in sorted(scenario.targets.items())),
        *(
            (f"p.{key}", plain(value))
            for key, value in sorted(scenario.parameters.items())
            if key != SIGMA
        ),
        *([("sigma", plain(sigma))] if sigma is not None else []),
        *([("name", scenario.name)] if scenario.name else []),
        *(pair for letter, pin in scenario.pins.items() for pair in _pin_pairs(letter, pin)),
    ]


def _pin_pairs(letter: str, pin: Pin) -> list[tuple[str, str]]:
    levers = [(f"{letter}.{key}", plain(value)) for key, value in pin.levers.items()]
    return [(f"{letter}.name", pin.name), *levers]


def written(pairs: Iterable[tuple[str, str]]) -> str:
    """Write parameters as a query string."""
    return "?" + urlencode(list(pairs), quote_via=quote)


def shown_growth(province: Province, growth: float) -> str:
    """Write growth as a link says it: a point and the decimals that the page shows, 6.77."""
    decimals = province.indicators[GROWTH].decimals
    return f"{rounded(growth, decimals):.{decimals}f}"


def other_growth(province: Province, shown: float | None, now: float | None) -> tuple[Problem, ...]:
    """Say that a link showed another growth than its scenario has now; nothing where it did not.

    Growth of the first year, per cent; None where the link does not say or it is not defined.
    """
    if shown is None or now is None:
        return ()
    was, gives = shown_growth(province, shown), shown_growth(province, now)
    return (Problem("growth_shown", "r", was, gives),) if was != gives else ()


def decode(province: Province, link: str, choices: Choices = ANY) -> Decoded:
    """Read a link or its query string; a bad or old one never fails, see `decode_pairs`."""
    if len(link) > LONGEST_LINK:
        return _refused(province, _too_long(len(link)), _page({}, choices)[0])
    try:
        query = urlsplit(link).query if "?" in link else link
    except ValueError:
        query = link.partition("?")[2]
    return decode_pairs(province, parse_qsl(query, keep_blank_values=True), choices)


def decode_pairs(
    province: Province, pairs: Iterable[tuple[str, str]], choices: Choices = ANY
) -> Decoded:
    """Read the parameters of a link into a scenario, and how it is to be shown.

    What is unknown, out of range, no number or given twice is refused: the default of the
    link's schema stands in its place and a problem says so.
    """
    pairs = list(islice(pairs, MOST_PAIRS + 1))
    page, _ = _page(dict(pairs), choices)
    if len(pairs) > MOST_PAIRS:
        problem = Problem("too_many", "link", allowed=str(MOST_PAIRS))
        return _refused(province, problem, page)
    size = sum(len(key) + len(text) for key, text in pairs)
    if size > LONGEST_LINK:
        return _refused(province, _too_long(size), page)
    given, problems = _single(pairs)
    schema, found = _schema(province, given.pop("v", None))
    problems += found
    made_with = given.pop("m", province.version)
    if made_with != province.version:
        problems.append(Problem("model_version", "m", made_with, province.version))
    page, found = _page({key: given.pop(key) for key in PAGE if key in given}, choices)
    problems += found
    name, found = _name(given.pop("name", ""))
    problems += found
    growth, found = _number("r", given.pop("r"), True) if "r" in given else (None, [])
    problems += found
    defaults = {row.lever: row.value for row in province.link_defaults if row.schema == schema}
    pins, found = _pins(province, given, defaults)
    problems += found
    tables: Mapping[str, Container[str]] = {
        "levers": province.levers,
        "targets": province.modelled,
        "parameters": province.assumptions,
    }
    groups: dict[str, dict[str, float]] = {name: {} for name in tables}
    for key, text in given.items():
        group, inner = _place(key)
        number, found = _number(key, text, inner in tables[group])
        problems += found
        if number is not None:
            groups[group][inner] = number
    levers, found = _accepted(province.levers, groups["levers"], "levers", "")
    problems += found
    parameters, found = _accepted(province.assumptions, groups["parameters"], "parameters", "p.")
    problems += found
    targets, found = own_targets(province, groups["targets"])
    problems += found
    scenario = Scenario(
        levers=MappingProxyType({key: levers.get(key, defaults[key]) for key in province.levers}),
        targets=MappingProxyType(targets),
        parameters=MappingProxyType(parameters),
        name=name,
        pins=MappingProxyType(pins),
    )
    said = (
        replace(problem, stands=plain(defaults[problem.field]))
        if problem.field in defaults
        else problem
        for problem in problems
    )
    return Decoded(scenario, page, tuple(said), growth)


def _pins(
    province: Province, given: dict[str, str], defaults: Mapping[str, float]
) -> tuple[dict[str, Pin], list[Problem]]:
    """Take the pinned scenarios out of what is given."""
    pins: dict[str, Pin] = {}
    problems: list[Problem] = []
    for letter in LETTERS:
        prefix = f"{letter}."
        keys = [key for key in given if key.startswith(prefix)]
        texts = {key.removeprefix(prefix): given.pop(key) for key in keys}
        if not texts:
            continue
        name, found = pin_name(texts.pop("name", ""), letter)
        problems += found
        numbers = {}
        for key, text in texts.items():
            number, found = _number(prefix + key, text, key in province.levers)
            problems += found
            if number is not None:
                numbers[key] = number
        levers, found = _accepted(province.levers, numbers, "levers", prefix)
        problems += found
        stands = {key: levers.get(key, defaults[key]) for key in province.levers}
        pins[letter] = Pin(MappingProxyType(stands), name)
    return pins, problems


def pin_name(text: str, letter: str) -> tuple[str, list[Problem]]:
    """Take a name of a pin, or its letter and what is wrong with the name."""
    if not text:
        return letter.upper(), []
    if len(text) <= LONGEST_PIN_NAME and text.isprintable():
        return text, []
    allowed = f"at most {LONGEST_PIN_NAME} printable characters"
    return letter.upper(), [Problem("not_allowed", f"{letter}.name", text, allowed)]


def own_targets(
    province: Province, targets: Mapping[str, float]
) -> tuple[dict[str, float], list[Problem]]:
    """Keep plausible targets for modelled indicators without a known one; refuse the others."""
    rows = {key: province.indicators[key] for key in open_keys(province)}
    problems = check_ranges(rows, {key: targets[key] for key in targets if key in rows}, "")
    refused = {problem.field for problem in problems}
    names = [f"t.{key}" for key in rows]
    strangers = [
        unknown(f"t.{key}", names, "indicators without a target")
        for key in targets
        if key not in rows
    ]
    kept = {key: value for key, value in targets.items() if key in rows and key not in refused}
    return kept, [*strangers, *(replace(row, field=f"t.{row.field}") for row in problems)]


def open_keys(province: Province) -> list[str]:
    """List the indicators for which a reader may set a target: modelled, and none is known."""
    return [key for key in province.modelled if key not in province.plan_targets]


def _too_long(size: int) -> Problem:
    return Problem("too_long", "link", str(size), str(LONGEST_LINK))


def _refused(province: Province, problem: Problem, page: Mapping[str, str]) -> Decoded:
    scenario = preset_scenario(province, province.default_preset)
    return Decoded(scenario, page, problems=(problem,))


def _page(given: Mapping[str, str], choices: Choices) -> tuple[dict[str, str], list[Problem]]:
    """Take the parameters of the page; what is none of the choices is the first of them."""
    page = {key: given.get(key, allowed[0]) for key, allowed in choices.items()}
    problems = [
        Problem("not_allowed", key, text, ", ".join(choices[key]))
        for key, text in page.items()
        if text not in choices[key]
    ]
    return page | {problem.field: choices[problem.field][0] for problem in problems}, problems


def _single(pairs: list[tuple[str, str]]) -> tuple[dict[str, str], list[Problem]]:
    times = Counter(key for key, _ in pairs)
    problems = [
        Problem("duplicate", key, ", ".join(text for name, text in pairs if name == key), "one")
        for key, count in times.items()
        if count > 1
    ]
    return {key: text for key, text in pairs if times[key] == 1}, problems


def _schema(province: Province, text: str | None) -> tuple[int, list[Problem]]:
    known = sorted({row.schema for row in province.link_defaults})
    if text is None:
        return province.schema, []
    if text in map(str, known):
        return int(text), []
    allowed = ", ".join(map(str, known))
    return province.schema, [Problem("not_allowed", "v", text, allowed)]


def _name(text: str) -> tuple[str, list[Problem]]:
    if len(text) <= LONGEST_NAME and text.isprintable():
        return text, []
    allowed = f"at most {LONGEST_NAME} printable characters"
    return "", [Problem("not_allowed", "name", text, allowed)]


def _place(key: str) -> tuple[str, str]:
    if key == "sigma":
        return "parameters", SIGMA
    if key == f"p.{SIGMA}":
        return "levers", key  # one name for one thing: refused as unknown
    prefix, dot, inner = key.partition(".")
    group = {"t": "targets", "p": "parameters"}.get(prefix) if dot else None
    return (group, inner) if group else ("levers", key)


def _number(key: str, text: str, known: bool) -> tuple[float | None, list[Problem]]:
    """Read a value; an unknown name is refused as such later, whatever stands behind it."""
    number = parse_number(text) if known else 0.0
    if number is None:
        return None, [Problem("not_a_number", key, text, "a number such as 12.5")]
    return number, []


def _accepted(
    rows: Mapping[str, Lever] | Mapping[str, Parameter],
    values: Mapping[str, float],
    table: str,
    prefix: str,
) -> tuple[dict[str, float], list[Problem]]:
    problems = check_ranges(rows, values, table)
    refused = {problem.field for problem in problems}
    kept = {key: value for key, value in values.items() if key in rows and key not in refused}
    return kept, [replace(problem, field=_link_key(prefix, problem.field)) for problem in problems]


def _link_key(prefix: str, field: str) -> str:
    return "sigma" if prefix and field == SIGMA else prefix + field
