"""The symbols in the LaTeX of an equation, spelled as the tables of a province spell them."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

_GREEK = r"""
    \alpha α  \beta β  \gamma γ  \delta δ  \zeta ζ  \eta η  \theta θ  \kappa κ
    \lambda λ  \mu μ  \nu ν  \xi ξ  \rho ρ  \sigma σ  \tau τ  \chi χ
    \psi ψ  \omega ω  \pi π  \varepsilon ε  \epsilon ϵ  \varphi φ  \vartheta ϑ  \varrho ϱ
    \ell ℓ  \Delta Δ  \Pi Π
"""
GREEK: Mapping[str, str] = MappingProxyType(dict(re.findall(r"(\\\w+) (\w)", _GREEK)))
OPERATORS = {
    r"\sum": "Σ",
    r"\prod": "∏",
    r"\ln": "ln",
    r"\tanh": "tanh",
    r"\max": "max",
    r"\min": "min",
}
WORDS = {r"\mathcal", r"\mathrm", r"\begin", r"\end"}
"""Commands whose argument is a word, not letters."""
INDEXES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "i": ("crop", "fish", "ind", "con", "srv", "tou"),
        "j": ("1", "2", "3"),
        "k": ("I", "II", "III", "T"),
        "m": ("ext", "semi", "int", "sup"),
        "n": (
            *("shr", "aq", "rice", "exp", "ret"),
            *("bud", "firm", "job", "tour", "va", "pov"),
        ),
        "s": ("0", "1", "2"),
        "t": ("1", "2", "3", "4", "5"),
        "c": (),
    }
)
"""Running indices and the members they run over, as symbols of the tables spell them."""
NUMBERED: Mapping[str, tuple[str, ...]] = MappingProxyType({"k": (*INDEXES["j"], "T")})
"""The same members where a table spells them by number."""
VALUES = {*INDEXES["i"], *INDEXES["m"], *INDEXES["n"], "T", "N", "π", "0", "1"}
"""Single values of an index: dropped from a letter that no table spells with them."""

_TOKEN = re.compile(r"\\[A-Za-z]+|\\.|[A-Za-z]|[{}_^]|\S")
_SHIFTED = re.compile(r"([a-z])'?(?:[+-][\da-z])?")


class Letter(NamedTuple):
    """A letter of an equation with the parts of its lower index: ``K``, ``("i", "t")``."""

    base: str
    parts: tuple[str, ...] = ()


def letters(latex: str) -> list[Letter]:
    r"""Read every letter of an equation, in order.

    A letter is a Greek command, a single letter or ``\mathit{name}``, with its bar and lower
    index. A raised ``r`` is the letter ``ʳ``; any other raised text is an expression, and so is
    an index of anything but a letter, as of a sum. Time shifts, as ``t-1``, are cut off.
    """
    return list(_expression(_TOKEN.findall(latex)))


def resolve(letter: Letter, known: Mapping[str, str]) -> tuple[str, ...]:
    """Name the symbols that a letter stands for: those of ``known``, else the bare letter.

    ``known`` maps `spelling` to symbol. In this order: the letter as a table spells it, index
    and all; the whole family that a running index of it stands for; the letter without running
    indices; the letter without single values of an index.
    """
    base, parts = letter
    if found := known.get("".join([base, *parts])):
        return (found,)
    for index in parts:
        kept = [part for part in parts if part == index or part not in INDEXES]
        for members in (INDEXES.get(index, ()), NUMBERED.get(index, ())):
            family = [
                "".join([base, *(member if part == index else part for part in kept)])
                for member in members
            ]
            if family and all(member in known for member in family):
                return tuple(known[member] for member in family)
    fixed = [part for part in parts if part not in INDEXES]
    left = [part for part in fixed if part not in VALUES]
    for rest in (fixed, left):
        if found := known.get("".join([base, *rest])):
            return (found,)
    return ("_".join([base, *left]),)


def symbols(latex: str, known: Mapping[str, str]) -> tuple[str, ...]:
    """Name every symbol of an equation once, in order of appearance; see `resolve`."""
    return tuple(dict.fromkeys(s for letter in letters(latex) for s in resolve(letter, known)))


def spelling(symbol: str) -> str:
    """Spell a symbol without underscores, as tables write ``γ0`` and ``s_0`` alike."""
    return symbol.replace("_", "")


def _expression(tokens: list[str]) -> Iterator[Letter]:
    place = 0
    while place < len(tokens):
        bar = tokens[place] == r"\bar"
        token, place = tokens[place + bar], place + 1 + bar
        if token in WORDS:
            _, place = _argument(tokens, place)
            continue
        if token in OPERATORS:
            yield Letter(OPERATORS[token])
            continue
        if token == r"\mathit":
            name, place = _argument(tokens, place)
            base = "".join(name)
        elif token in GREEK or token.isalpha():
            base = GREEK.get(token, token)
        else:
            continue
        scripts: dict[str, list[str]] = {"_": [], "^": []}
        while place < len(tokens) and tokens[place] in scripts:
            kind = tokens[place]
            scripts[kind], place = _argument(tokens, place + 1)
        if bar:
            base = unicodedata.normalize("NFC", base + "\N{COMBINING MACRON}")
        yield Letter(base, tuple(_parts(scripts["_"])))
        if scripts["^"] == ["r"]:
            yield Letter("ʳ")
        else:
            yield from _expression(scripts["^"])


def _argument(tokens: list[str], place: int) -> tuple[list[str], int]:
    """Read one token or one group in braces; return it and the place after it."""
    if tokens[place] != "{":
        return [tokens[place]], place + 1
    depth, end = 1, place + 1
    while depth:
        depth += {"{": 1, "}": -1}.get(tokens[end], 0)
        end += 1
    return tokens[place + 1 : end - 1], end


def _parts(script: list[str]) -> Iterator[str]:
    """Cut a lower index at its commas; a running index loses its prime and time shift."""
    text = "".join(GREEK.get(token, token) for token in script if token not in {*WORDS, "{", "}"})
    for part in filter(None, text.split(",")):
        running = _SHIFTED.fullmatch(part)
        yield part[0] if running and part[0] in INDEXES else part
