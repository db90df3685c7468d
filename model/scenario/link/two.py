"""Two links pasted together: what they would say as one, nobody sent."""

import re
from collections.abc import Callable

from model.scenario.link.form import Pair
from model.scenario.link.mend import is_name, is_tracker, spelt

_START = re.compile(r"\?(?:amp;)*([\w.]+)=", re.ASCII)
"""The start of a query within a parameter, with the key that follows."""


def holds_two(pairs: list[Pair], known: Callable[[str], bool]) -> bool:
    """Say whether a second link stands behind the first one, its address or its query alone.

    A name may hold an address: it is the start of a link only if the versions follow once more.
    The same link twice is one link.
    """
    begun = False
    for place, (key, text) in enumerate(pairs):
        begun = begun or known(re.split(r"[\s?]", key.lower().lstrip("\ufeff "))[0])
        if begun and not is_tracker(key) and _starts(f"{key}={text}", known):
            others = [other.lower() for other, _ in pairs]
            if not is_name(key) or ("m" in others[:place] and "m" in others[place:]):
                return True
    return _says_two(spelt(pairs, known))


def _starts(text: str, known: Callable[[str], bool]) -> bool:
    return any(known(found[1].lower()) for found in _START.finditer(text))


def _says_two(pairs: list[Pair]) -> bool:
    """Look for versions given twice with something else behind each."""
    keys = [key for key, _ in pairs]
    starts = [place for place, key in enumerate(keys) if key == "v"]
    if len(starts) < 2 or keys.count("m") < 2:
        return False
    first, second = set(pairs[: starts[1]]), set(pairs[starts[1] :])
    return not (first <= second or second <= first)
