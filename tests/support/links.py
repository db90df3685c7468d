"""Scenarios for links, and links in the forms in which they were ever written."""

from collections.abc import Mapping

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from model.problems import plain
from model.scenario.link import SIGMA, full_pairs, open_keys, written
from model.scenario.names import LONGEST_NAME, LONGEST_PIN_NAME, read_name
from model.scenario.scenario import LETTERS, Pin, Scenario
from tests.support.province import PROVINCE, lever_boxes, lever_values
from ui.state.link import shown

DEFAULTS = {row.lever: row.value for row in PROVINCE.link_defaults if row.schema == PROVINCE.schema}
"""Where links of today take the levers that they leave out."""


def people_names(longest: int) -> SearchStrategy[str]:
    """Names as people write them, as a link keeps them."""
    texts = st.text(st.characters(), max_size=longest)
    return texts.map(lambda text: read_name(text, "name", longest)[0])


def some_of(values: Mapping[str, SearchStrategy[float]]) -> SearchStrategy[dict[str, float]]:
    """Draw values for some of the keys."""
    return st.fixed_dictionaries({}, optional=dict(values))


def printed(low: float, high: float) -> SearchStrategy[float]:
    """Draw numbers of at most three decimals, as people print them."""
    return st.integers(int(low * 1000), int(high * 1000)).map(lambda number: number / 1000)


def _pins(levers: SearchStrategy[dict[str, float]]) -> SearchStrategy[dict[str, Pin]]:
    names = people_names(LONGEST_PIN_NAME).filter(bool)
    drawn = st.dictionaries(st.sampled_from(LETTERS), st.builds(Pin, levers, names))
    return drawn.map(lambda pins: {letter: pins[letter] for letter in sorted(pins)})


some_levers = some_of({key: lever_values(key) for key in PROVINCE.levers}).map(
    lambda off: {key: off.get(key, DEFAULTS[key]) for key in PROVINCE.levers}
)
"""Levers of which some, none or all stand off the plan."""
scenarios = st.builds(
    Scenario,
    levers=st.one_of(some_levers, lever_boxes()),
    targets=some_of(
        {key: printed(*PROVINCE.indicators[key].range) for key in open_keys(PROVINCE)[:6]}
    ),
    parameters=some_of(
        {key: st.floats(*PROVINCE.parameters[key].range) for key in ("mu", "y_sup", SIGMA)}
    ),
    name=people_names(LONGEST_NAME),
    pins=_pins(some_levers),
)


def old_link(scenario: Scenario, view: str, language: str) -> str:
    """Write a link as versions until 1.1.0 did: every lever by its key, of pins too."""
    pairs = [
        pair for pair in full_pairs(PROVINCE, scenario) if pair[0].partition(".")[0] not in LETTERS
    ]
    for letter, pin in scenario.pins.items():
        pairs.append((f"{letter}.name", pin.name))
        pairs += [(f"{letter}.{key}", plain(value)) for key, value in pin.levers.items()]
    return written([*pairs, ("r", "6.77"), *shown(view, language)])
