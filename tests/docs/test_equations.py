"""Every equation stands once in docs/MODEL.md; code, tables and the page agree with it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from model.evidence.equations_document import Equation, equations, equations_in
from model.province.rows import Indicator, Lever, Parameter
from tests.support.latex import INDEXES, Letter, letters, resolve, spelling, symbols
from tests.support.paths import ROOT
from tests.support.province import PROVINCE
from ui.text.words import words
from ui.views.method.equations import UNUSED, block_markdown, block_parameters, formulas

TEXT = (ROOT / "docs" / "MODEL.md").read_text(encoding="utf-8")
EQUATIONS = tuple(chain.from_iterable(equations().values()))
NUMBERS = [equation.number for equation in EQUATIONS]
GONE = {int(number) for number in re.findall(r"Gone: ([\d, ]+)\.", TEXT)[0].split(", ")}
SYMBOLS = [
    row.symbol
    for rows in (PROVINCE.parameters, PROVINCE.levers, PROVINCE.indicators)
    for row in rows.values()
    if row.symbol
]
KNOWN = {spelling(symbol): symbol for symbol in SYMBOLS}
LISTED = {symbol for equation in EQUATIONS for symbol in equation.symbols}
CITED = re.compile(r"\b[Ee]quations? (\d+(?:(?:, | and | to )\d+)*)")
SECTION = re.compile(r'docs/MODEL\.md, "([^"]+)"')
FORMULA = re.compile(r"[·Σ^{}]|\w=\w| = ")
MODEL = sorted((ROOT / "model").rglob("*.py"))
BLOCKS = sorted(set((ROOT / "model" / "equations").glob("[a-z]*.py")))
ORACLE = ROOT / "tests" / "support" / "oracle.py"


def notation() -> dict[str, str]:
    """Read the table of letters that are no symbol of a table: to the equation that defines it."""
    section = TEXT.split("\n### Notation\n")[1].split("\n## ")[0]
    rows = re.findall(r"^\| `(.+?)` \| .*? ?\| .+? \| (\d*) ?\|$", section, re.MULTILINE)
    assert len(rows) == len(dict(rows)) == len(section.strip().splitlines()) - 2
    return dict(rows)


NOTATION = notation()


def latex(equation: Equation) -> str:
    return "\n".join(equation.displays)


def source(path: Path) -> str:
    """Read a file as one line, so that no citation is broken."""
    return re.sub(r"\s+(?:# )?", " ", path.read_text(encoding="utf-8"))


def numbers_in(text: str) -> set[int]:
    """Return the equations that a text cites: ``equation 7``, ``equations 2, 4 and 6 to 8``.

    A range leaves out the numbers that are gone.
    """
    found = set()
    for listed in CITED.findall(text):
        for part in re.split(r", | and ", listed):
            first, _, last = part.partition(" to ")
            found |= set(range(int(first), int(last) + 1)) - GONE if last else {int(first)}
    return found


def docstrings(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the public functions of a file with their docstrings."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node.name, ast.get_docstring(node) or ""


# The document


def test_numbers_are_unique_and_consecutive_but_for_those_that_are_gone() -> None:
    assert sorted([*NUMBERS, *GONE]) == list(range(1, len(NUMBERS) + len(GONE) + 1))
    assert len(NUMBERS) == len(re.findall(r"^#### \(", TEXT, re.MULTILINE))


def test_every_display_is_that_of_an_equation() -> None:
    shown = [display for equation in EQUATIONS for display in equation.displays]
    assert TEXT.count("\n$$\n") == 2 * len(shown)
    assert all(equation.displays for equation in EQUATIONS)


def test_every_equation_says_its_symbols_once() -> None:
    assert len(re.findall(r"^Symbols: ", TEXT, re.MULTILINE)) == len(EQUATIONS)


def test_a_document_is_read_by_block() -> None:
    found = equations_in(
        "## Equations\n\nA number is a name.\n\n"
        '### Land <a id="land"></a>\n\n'
        "#### (2) Rice\n\n$$\na\n$$\n\n$$\nb &= c \\\\\nd &= e\n$$\n\nWords.\n\n"
        "Symbols: `a`, `b_1`\n\n#### (1) Fruit\n\n$$\nx\n$$\n\nSymbols: none\n\n"
        '### Sea <a id="sea"></a>\n\n## Levers\n'
    )
    assert dict(found) == {
        "land": (
            Equation(2, "Rice", ("a", "b &= c \\\\\nd &= e"), ("a", "b_1")),
            Equation(1, "Fruit", ("x",), ()),
        ),
        "sea": (),
    }
    assert not equations_in("no equations here")


# Symbols


def test_a_symbol_stands_once_in_the_tables_and_not_in_the_notation() -> None:
    spelled = Counter(map(spelling, SYMBOLS))
    assert [symbol for symbol, count in spelled.items() if count > 1] == []
    assert set(map(spelling, NOTATION)) & spelled.keys() == set()


def test_an_indicator_has_a_symbol_if_it_is_modelled() -> None:
    for row in PROVINCE.indicators.values():
        assert bool(row.symbol) == row.modelled, row.key


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda equation: str(equation.number))
def test_every_letter_is_a_symbol_of_a_table_or_stands_in_the_notation(equation: Equation) -> None:
    unknown = set(symbols(latex(equation), KNOWN)) - set(SYMBOLS) - NOTATION.keys()
    assert unknown == set()


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda equation: str(equation.number))
def test_the_symbols_listed_are_those_of_the_equation(equation: Equation) -> None:
    used = [symbol for symbol in symbols(latex(equation), KNOWN) if symbol in SYMBOLS]
    assert list(equation.symbols) == used


def test_what_the_model_takes_and_gives_is_in_an_equation() -> None:
    rows: list[Parameter | Lever | Indicator] = [
        *PROVINCE.assumptions.values(),
        *PROVINCE.levers.values(),
        *(PROVINCE.indicators[key] for key in PROVINCE.modelled),
    ]
    assert [row.key for row in rows if row.symbol not in LISTED] == []


def test_what_the_model_does_not_take_is_in_none() -> None:
    unused = [row for row in PROVINCE.parameters.values() if not row.used]
    assert [row.key for row in unused if row.symbol in LISTED] == []


def test_every_letter_of_the_notation_is_used_where_it_is_defined() -> None:
    places: dict[str, set[int]] = {}
    for equation in EQUATIONS:
        for letter in letters(latex(equation)):
            for symbol in (*resolve(letter, KNOWN), *(set(letter.parts) & INDEXES.keys())):
                places.setdefault(symbol, set()).add(equation.number)
    for symbol, number in NOTATION.items():
        assert symbol in places
        assert not number or int(number) in places[symbol], symbol


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (r"s_0", ["s_0"]),
        (r"\lambda_G\,\vartheta_{t-1}", ["λG", "ϑ"]),
        (r"\mathit{K/Y}\,Y_0", ["K/Y", "Y0"]),
        (r"\sum_{i'} \alpha_{i'}", ["Σ", "i", *(f"α_{s}" for s in INDEXES["i"])]),
        (r"\sum_{s=0}^{2} \gamma_s", ["Σ", "s", "γ0", "γ1", "γ2"]),
        (r"\prod \tanh b_k", ["∏", "tanh", "b_I", "b_II", "b_III", "b_T"]),
        (r"\mathit{gLR}_k", ["gLR1", "gLR2", "gLR3", "gLRT"]),
        (r"\sigma_\pi\,z_{\pi,s}", ["σ_π", "z"]),
        (r"\bar g^r_{i,1}", ["ḡ", "ʳ"]),
        (r"\mathit{IP}^r_t", ["IP", "ʳ"]),
        (r"(1+g_q)^{t-1}", ["g_q", "t"]),
        (r"D_{\mathrm{con},t}", ["D"]),
        (r"\mathit{VA}_{\mathrm{fish},0}", ["VA_fish0"]),
        (r"\varphi_{\mathrm{def}}", ["φ_def"]),
        (r"\begin{cases} h_m & t = 1 \end{cases}", [*(f"h_{s}" for s in INDEXES["m"]), "t"]),
    ],
)
def test_latex_is_read_as_symbols(written: str, read: list[str]) -> None:
    assert list(symbols(written, KNOWN)) == read


def test_a_letter_keeps_its_bar_and_the_parts_of_its_index() -> None:
    assert letters(r"\bar g_{\mathrm{ind},t-1}^2") == [Letter("ḡ", ("ind", "t"))]


# Code


@pytest.mark.parametrize("path", [*MODEL, ORACLE], ids=lambda path: str(path.relative_to(ROOT)))
def test_what_code_cites_exists(path: Path) -> None:
    assert numbers_in(source(path)) <= set(NUMBERS)
    titles = re.findall(r"^##+ (.+)$", TEXT, re.MULTILINE)
    assert set(SECTION.findall(source(path))) <= set(titles)


def test_every_equation_is_cited_where_it_is_worked() -> None:
    cited = set().union(*(numbers_in(source(path)) for path in MODEL))
    assert sorted(set(NUMBERS) - cited) == []


@pytest.mark.parametrize("path", BLOCKS, ids=lambda path: path.stem)
def test_every_function_of_a_block_cites_its_equations_and_repeats_none(path: Path) -> None:
    for function, text in docstrings(path):
        assert numbers_in(text) or path.stem == "arrays", function
        assert not FORMULA.search(text), function


def test_the_oracle_says_what_it_was_transcribed_from() -> None:
    text = source(ORACLE)
    assert "docs/MODEL.md" in text
    worked = {number for equation in EQUATIONS if (number := equation.number) <= 17}
    assert numbers_in(text) >= worked


def test_citations_are_read_with_their_lists_and_ranges() -> None:
    text = "Equation 3. See equations 5 and 7, or equations 2, 9 and 11 to 13; equation (4), 15."
    assert numbers_in(text) == {2, 3, 5, 7, 9, 11, 12, 13}
    assert numbers_in("equations 20 to 22") == {20, 22}


# The page


def test_every_equation_has_a_caption_in_both_languages() -> None:
    captions = {key for key in words() if key.startswith("equation_")}
    assert captions == {f"equation_{number}" for number in NUMBERS}
    assert [
        key for key in captions if not all(text.endswith(".") for text in words()[key].values())
    ] == []
    assert {f"block_{block}" for block in (*equations(), UNUSED)} <= words().keys()


def test_equations_hold_no_words_as_they_are_shown_in_both_languages() -> None:
    assert [equation.number for equation in EQUATIONS if r"\text" in latex(equation)] == []


def test_every_parameter_stands_beside_an_equation_or_among_the_unused() -> None:
    shown = {row.key for block in equations() for row in block_parameters(PROVINCE, block)}
    assert shown == set(PROVINCE.assumptions)
    unused = {row.key for row in block_parameters(PROVINCE, UNUSED)}
    assert unused == set(PROVINCE.parameters) - shown


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("block", equations())
def test_a_block_shows_every_equation_under_its_caption(block: str, language: str) -> None:
    shown = block_markdown(block, language)
    for equation in equations()[block]:
        assert words()[f"equation_{equation.number}"][language] in shown
        for formula in chain.from_iterable(map(formulas, equation.displays)):
            assert f"\n\n$$\n{formula}\n$$" in shown


@pytest.mark.parametrize("equation", EQUATIONS, ids=lambda equation: str(equation.number))
def test_the_page_keeps_every_letter_of_an_equation(equation: Equation) -> None:
    for display in equation.displays:
        shown = formulas(display)
        assert letters(" ".join(shown)) == letters(display)
        assert all(shown)


@pytest.mark.parametrize(
    ("display", "shown"),
    [
        ("a = b", ["a = b"]),
        (r"\begin{aligned} a &= b, \\ c &= d \end{aligned}", ["a = b,", "c = d"]),
        (r"\begin{aligned} a &= b, & c &= d \end{aligned}", [r"a = b, \quad c = d"]),
        (r"\begin{aligned} a = {}& b \\ & + c \end{aligned}", ["a = {} b + c"]),
        (
            r"\begin{aligned} a &= \begin{cases} b & c \\ d \end{cases} \\ e &= f\,g \end{aligned}",
            [r"a = \begin{cases} b & c \\ d \end{cases}", r"e = f\,g"],
        ),
    ],
)
def test_a_display_is_cut_into_lines(display: str, shown: list[str]) -> None:
    assert formulas(display) == shown
