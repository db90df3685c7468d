"""What links are made of: their parameters, their limits and their levers in order."""

from model.province.province import Province
from model.scenario.scenario import LETTERS

Pair = tuple[str, str]
"""A parameter of a link and its text."""

PAGE = ("view", "lang")
"""Parameters that say how a scenario is shown; what they may hold is known to the page alone."""
ABOUT = ("v", "m", "n", "r", *PAGE)
"""Parameters that say something of the link itself; all others are parts of a scenario."""
SIGMA = "sd_agg"
"""The parameter that a link calls ``sigma``."""
PLACES = "levers"
"""What a pin calls the values of its levers, written one after another: ``a.levers``."""
SPACE = "_"
"""Stands between the values of a pin: a sign that needs no escape and that chats leave alone."""
NOTES = ("model_version", "growth_shown")
"""Problems that say what a link was made with: nothing of it is refused."""
LONGEST_LINK = 65_000
MOST_PAIRS = 400
"""More parameters than a link can hold with every lever, target and assumption set."""


def is_parameter(province: Province, key: str) -> bool:
    """Say whether links have such a parameter, whatever it may hold."""
    if key in (*ABOUT, "name", "sigma") or key in province.levers:
        return True
    prefix, _, inner = key.partition(".")
    if prefix in LETTERS:
        return inner in ("name", PLACES) or inner in province.levers
    return inner in {"t": province.indicators, "p": province.parameters}.get(prefix, {})


def schema_defaults(province: Province, schema: int) -> dict[str, float]:
    """Return what stands for a lever that a link of a schema leaves out, for every lever."""
    return {row.lever: row.value for row in province.link_defaults if row.schema == schema}


def known_levers(province: Province, schema: int, version: str) -> tuple[str, ...]:
    """Return the levers that links of a schema and a model version hold, in their order.

    Rows of ``link_defaults`` are only ever added, so these are the rows that had come by then;
    all of them for a version that is not known here.
    """
    published = list(province.versions)
    by_then = published[: published.index(version) + 1] if version in published else None
    return tuple(
        row.lever
        for row in province.link_defaults
        if row.schema == schema and (by_then is None or row.since in by_then)
    )
