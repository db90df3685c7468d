"""Links that arrived within a parameter: escaped whole, or taken along by a page that redirects."""

from collections.abc import Callable, Iterable
from urllib.parse import parse_qsl, unquote

from model.scenario.link.form import ABOUT, MOST_PAIRS, PAGE, Pair
from model.scenario.link.mend import CLOSING, READINGS, is_tracker, narrow, query_of, small_key

Known = Callable[[str], bool]
DEEPEST = 3
"""Pages that redirect to each other before they lead to ours."""


def unwrapped(pairs: Iterable[Pair], known: Known, depth: int = DEEPEST) -> list[Pair]:
    """Return the parameters of the link that others hold; they themselves where none does.

    ``?v%3D2%26m%3D1.1.0`` is one long key, ``?url=https%3A%2F%2F…%3Fv%3D2`` one value. What else
    the page that redirects has added is passed over, but for parameters of ours: where it left
    the link as it was, only the first of them stands within its own.
    """
    pairs = list(pairs)
    small = [small_key(key) for key, _ in pairs]
    others = [row for row, key in zip(pairs, small, strict=True) if known(key)]
    for (key, text), written in zip(pairs, small, strict=True):
        if known(written) and written not in PAGE:
            break
        inner = (
            []
            if known(written) or is_tracker(written)
            else _held(text or key, others, known, depth)
        )
        if inner:
            held = {small_key(name) for name, _ in inner}
            return [*inner, *(row for row in others if row[0] not in PAGE or row[0] not in held)]
    return pairs


def _held(text: str, others: list[Pair], known: Known, depth: int) -> list[Pair]:
    """Return the parameters of a link that a text holds, escaped up to so many times."""
    for _ in range(READINGS):
        text = text if "=" in text else narrow(text)
        bare = text.rstrip(CLOSING)  # a question mark behind it begins no query
        query = query_of(bare if "?" in text[len(bare) :] else text) if "=" in text else ""
        inner = parse_qsl(query, keep_blank_values=True)[: MOST_PAIRS + 1]
        inner = unwrapped(inner, known, depth - 1) if depth else inner
        if is_ours(inner, [*inner, *others], known):
            return inner
        text = unquote(text)
    return []


def is_ours(inner: list[Pair], whole: list[Pair], known: Known) -> bool:
    """Say whether parameters begin a link of ours: other sites have a ``v`` or a ``lang`` too."""
    begun = any(known(small_key(key)) for key, _ in inner)
    keys = {small_key(key) for key, _ in whole}
    levers = any(known(key) and key not in (*ABOUT, "name") for key in keys)
    return begun and (levers or {"v", "m"} <= keys)
