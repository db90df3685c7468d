"""Links that lost their end: a chat shortened them, or a cell that holds 255 characters."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from model.problems import Problem
from model.province.province import Province
from model.scenario.link.form import ABOUT, PLACES, SPACE, Pair, known_levers

_ENDED = re.compile(r"[a-z]{2}")
"""A whole value of ``lang``, with which every link of ours ends."""
_COUNT = re.compile(r"\d{1,3}", re.ASCII)


@dataclass(frozen=True)
class Cut:
    """What is known of a link that did not arrive whole.

    Attributes
    ----------
    arrived
        Levers of the link that arrived.
    count
        How many levers the link held; None where that is lost too.
    missing
        Levers that the link held and that are lost; empty where their names are not known.
    ended
        The end arrived, with the language: what is missing stood before it.
    """

    arrived: tuple[str, ...]
    count: int | None = None
    missing: tuple[str, ...] = ()
    ended: bool = False

    @property
    def problem(self) -> Problem:
        """Say in one line what is missing, for the command line."""
        listed = ", ".join(self.arrived) or "none"
        if self.missing:
            said = f"missing {', '.join(self.missing)}"
        elif self.count is None:
            said = "which levers it set is not known"
        else:
            said = f"{len(self.arrived)} of {self.count} changed levers arrived ({listed})"
        return Problem("unreadable", "--link", f"the link is cut: {said}", "the whole link")


def split_cut(province: Province, schema: int, pairs: list[Pair]) -> tuple[list[Pair], Cut | None]:
    """Return what surely arrived of a link that we wrote, and what is missing if it was cut.

    A link that we wrote begins with ``v`` and ``m`` and ends with ``lang``. From schema 2 on ``n``
    stands third and counts the levers; before that every lever was written. One by hand, which
    does neither, is never cut. The last parameter of what lost its end may have lost a part
    itself (80 becomes 8), so it counts as lost.
    """
    keys = [key for key, _ in pairs]
    if keys[:2] != ["v", "m"]:
        return pairs, None
    ended = bool(_ENDED.fullmatch(dict(pairs).get("lang", "")))
    known_version = keys[-1] == "m" and pairs[-1][1] in province.versions
    sure = pairs if ended or known_version else pairs[:-1]
    order = known_levers(province, schema, dict(pairs)["m"])
    found = _counted(order, sure, ended) if "n" in dict(sure) else _listed(order, keys, ended)
    return (sure, found) if found else (pairs, None)


def _counted(order: Sequence[str], sure: list[Pair], ended: bool) -> Cut | None:
    """Look at a link that counts its levers; a count by hand that is no number counts nothing."""
    count = dict(sure)["n"]
    if not _COUNT.fullmatch(count):
        return None
    levers = list(dict.fromkeys(key for key, _ in sure if _is_lever(key)))
    places = [text for key, text in sure if key.partition(".")[2] == PLACES]
    short = any(len(text.split(SPACE)) < len(order) for text in places)
    if ended and len(levers) >= int(count) and not short:
        return None
    known = tuple(key for key in levers if key in order)
    return Cut(known, int(count), ended=ended)


def _listed(order: Sequence[str], keys: list[str], ended: bool) -> Cut | None:
    """Look at a link without a count: it lists every lever, in their order, or was cut before."""
    last, written = keys[-1], keys[2:-1]
    begun = last == "m" or (not written and "n".startswith(last))
    if ended or (not begun and not _begins(order, written, last)):
        return None
    if begun:
        return Cut(())
    arrived = tuple(key for key in written if key in order)
    return Cut(arrived, len(order), tuple(key for key in order if key not in arrived))


def _begins(order: Sequence[str], written: list[str], last: str) -> bool:
    """Say whether keys begin a link that lists every lever; the last of them may be cut."""
    count = len(order)
    if len(written) < count:
        return written == list(order[: len(written)]) and order[len(written)].startswith(last)
    return written[:count] == list(order)


def _is_lever(key: str) -> bool:
    """Say whether a parameter is a lever, one that is not known here included."""
    return "." not in key and key not in (*ABOUT, "name", "sigma")
