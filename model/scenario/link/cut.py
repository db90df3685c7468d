"""Links that lost their end: a chat shortened them, or a cell that holds 255 characters."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from model.problems import Problem
from model.province.province import Province
from model.scenario.link.form import ABOUT, PLACES, SPACE, Pair, known_levers
from model.scenario.scenario import LETTERS

_ENDED = re.compile(r"[a-z]{2}")
"""A whole value of ``lang``, with which every link of ours ends."""
_COUNT = re.compile(r"\d{1,3}", re.ASCII)
COUNTED_FROM = 2
"""The schema from which on links count their levers."""


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

    From schema 2 on ``n`` counts the levers, wherever it stands, and a whole link holds ``v``,
    ``m`` and ``lang`` too, whatever their order. Before that every lever was written, after ``v``
    and ``m`` and before ``lang``. One by hand, which does neither, is never cut. The last parameter
    of what lost its end may have lost a part itself (80 becomes 8), so it counts as lost.
    """
    said = dict(pairs)
    counted = "m" in said and bool(_COUNT.fullmatch(said.get("n", "")))
    ours = pairs if counted else pairs[_start(pairs) :]
    keys = [key for key, _ in ours]
    if not counted and keys[:2] != ["v", "m"]:
        return pairs, None
    ended = bool(_ENDED.fullmatch(said.get("lang", "")))
    known_version = keys[-1] == "m" and ours[-1][1] in province.versions
    sure = pairs if ended or known_version else pairs[:-1]
    order = known_levers(province, schema, said["m"])
    if "n" in dict(sure):
        found = _counted(order, sure, ended, said["m"] in province.versions)
    elif counted:  # the count came last and may have lost a digit
        found = Cut(tuple(key for key in dict(sure) if key in order))
    elif ended and _lists_all(province, schema, said["m"]):
        found = _left_out(order, keys)
    else:
        found = _listed(order, keys, ended)
    return (sure, found) if found else (pairs, None)


def _start(pairs: list[Pair]) -> int:
    """Return where a link that lists every lever begins: trackers may stand before it."""
    keys = [key for key, _ in pairs]
    return keys.index("v") if "v" in keys else 0


def _lists_all(province: Province, schema: int, version: str) -> bool:
    """Say whether a version wrote every lever into each of its links, up to their end."""
    row = province.versions.get(version)
    return row is not None and row.schema == schema < COUNTED_FROM


def _left_out(order: Sequence[str], keys: list[str]) -> Cut | None:
    """Look at a link that has its end and lists most levers: it listed every one.

    One by hand, which names few, is whole.
    """
    arrived, missing = (
        tuple(key for key in order if (key in keys) == there) for there in (True, False)
    )
    return (
        Cut(arrived, len(order), missing, ended=True) if 0 < len(missing) < len(arrived) else None
    )


def _counted(
    order: Sequence[str], sure: list[Pair], ended: bool, known_version: bool
) -> Cut | None:
    """Look at a link that counts its levers; a count by hand that is no number counts nothing.

    A model that is not known here may have levers that are not, so that any key may be one.
    """
    said = dict(sure)
    if not _COUNT.fullmatch(said["n"]):
        return None
    count = int(said["n"])
    keys = dict.fromkeys(key for key, _ in sure)
    known = tuple(key for key in keys if key in order)
    levers = known if known_version else [key for key in keys if _is_lever(key)]
    places = [text for key, text in sure if key.partition(".")[2] == PLACES]
    short = any(len(text.split(SPACE)) < len(order) for text in places)
    if ended and "v" in said and len(levers) >= count and not short and not _bare_pin(keys):
        return None
    return Cut(known, count, ended=ended)


def _bare_pin(keys: Iterable[str]) -> bool:
    """Say whether a pin has a name and no value at all."""
    parts: dict[str, set[str]] = {}
    for key in keys:
        letter, _, part = key.partition(".")
        if letter in LETTERS and part:
            parts.setdefault(letter, set()).add(part)
    return {"name"} in parts.values()


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
