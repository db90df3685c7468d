"""Links and files: three views of one scenario, read back as it was, for ever."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import simulate
from model.engine import base_year
from model.files.cells import FORMULA_START, csv_text
from model.files.iamc import IAMC_COLUMNS, iamc_rows
from model.files.read import LARGEST_FILE, read_scenario
from model.files.vietnamese import vietnamese_columns, vietnamese_rows
from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.scenario.link import LONGEST_LINK, LONGEST_NAME, MOST_PAIRS, SIGMA, other_growth
from model.scenario.names import read_name
from model.scenario.results import growth_of, results
from model.scenario.scenario import Scenario, preset_scenario
from model.uncertainty.scenario_draws import Bands, bands
from tests.support.province import PROVINCE, lever_boxes
from tests.support.reader import full_link
from ui.state.link import VIEWS, decode, decode_pairs, encode
from ui.text.numbers import format_number
from ui.text.words import LANGUAGES

HERE = Path(__file__).parent
PLAN = preset_scenario(PROVINCE, "plan_2024")
REFERENCE = preset_scenario(PROVINCE, PROVINCE.reference_preset)
DRAWN = bands(PROVINCE, PLAN, size=20)
OPEN = [key for key in PROVINCE.modelled if key not in PROVINCE.plan_targets]
UNNAMED = "scenario"


def some_of(values: Mapping[str, st.SearchStrategy[float]]) -> st.SearchStrategy[dict[str, float]]:
    return st.fixed_dictionaries({}, optional=dict(values))


names = st.text(st.characters(), max_size=LONGEST_NAME).map(
    lambda text: read_name(text, "name", LONGEST_NAME)[0]
)


def printed(low: float, high: float) -> st.SearchStrategy[float]:
    """Draw numbers of at most three decimals, as people print them."""
    return st.integers(int(low * 1000), int(high * 1000)).map(lambda number: number / 1000)


scenarios = st.builds(
    Scenario,
    levers=lever_boxes(),
    targets=some_of({key: printed(*PROVINCE.indicators[key].range) for key in OPEN[:6]}),
    parameters=some_of(
        {key: st.floats(*PROVINCE.parameters[key].range) for key in ("mu", "y_sup", SIGMA)}
    ),
    name=names,
)


def plain_scenario(scenario: Scenario) -> tuple[Any, ...]:
    """Return the parts of a scenario for a comparison."""
    parts = (scenario.levers, scenario.targets, scenario.parameters)
    return (*map(dict, parts), scenario.name)


def iamc(scenario: Scenario, horizon: int | None = None, drawn: Bands | None = None) -> str:
    return csv_text(iamc_rows(PROVINCE, scenario, horizon, drawn))


def vietnamese(scenario: Scenario) -> str:
    return csv_text(vietnamese_rows(PROVINCE, scenario, DRAWN.level), vietnamese=True)


def table(text: str, delimiter: str = ",") -> list[list[str]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    return list(rows)


def vietnamese_table(scenario: Scenario) -> list[list[str]]:
    return table(vietnamese(scenario).removeprefix("\ufeff"), ";")


def codes(problems: tuple[Problem, ...]) -> dict[str, str]:
    return {problem.field: problem.code for problem in problems}


# Links


@given(scenario=scenarios, view=st.sampled_from(VIEWS), language=st.sampled_from(LANGUAGES))
def test_a_link_gives_back_its_scenario(scenario: Scenario, view: str, language: str) -> None:
    link = encode(PROVINCE, scenario, view, language)
    found = decode(PROVINCE, link)
    assert found.problems == ()
    assert (found.view, found.language) == (view, language)
    assert plain_scenario(found.scenario) == plain_scenario(scenario)
    assert link.isascii()
    assert encode(PROVINCE, found.scenario, view, language) == link


@given(scenario=scenarios)
def test_a_link_may_be_cut_out_of_an_address(scenario: Scenario) -> None:
    link = encode(PROVINCE, scenario)
    for form in (link[1:], f"https://example.org:8501/a/{link}", f"{link}#part"):
        assert plain_scenario(decode(PROVINCE, form).scenario) == plain_scenario(scenario)


def test_a_link_holds_every_lever_and_both_versions() -> None:
    pairs = dict(parse_qsl(encode(PROVINCE, PLAN).removeprefix("?")))
    assert list(pairs)[:2] == ["v", "m"]
    assert (pairs["v"], pairs["m"]) == (str(PROVINCE.schema), PROVINCE.version)
    assert set(PROVINCE.levers) <= set(pairs)
    assert {"view", "lang"} <= set(pairs)


@pytest.mark.parametrize(
    "link", ["", "?", f"?v={PROVINCE.schema}", "https://example.org/", "?lang=en"]
)
def test_a_missing_lever_takes_the_default_of_the_schema(link: str, plan: dict[str, float]) -> None:
    assert dict(decode(PROVINCE, link).scenario.levers) == plan


REFUSED = {
    "disbursement_rate=101": ("disbursement_rate", "out_of_range"),
    "disbursement_rate=49.9999": ("disbursement_rate", "out_of_range"),
    "disbursement_rate=1e999": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=high": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=": ("disbursement_rate", "not_a_number"),
    "disbursement_rate": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=nan": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=NaN": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=inf": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=-Infinity": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=９５": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=٩٥": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=9_5": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=0x5F": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=95,5": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=%2095": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=95%0A": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=95%": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=95%25": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=True": ("disbursement_rate", "not_a_number"),
    "disbursement_rate=90&disbursement_rate=80": ("disbursement_rate", "duplicate"),
    "disbursement_rate=90&disbursement_rate=90": ("disbursement_rate", "duplicate"),
    "disbursment_rate=90": ("disbursment_rate", "unknown"),
    "DISBURSEMENT_RATE=90": ("DISBURSEMENT_RATE", "unknown"),
    "=5": ("", "unknown"),
    "t.grdp_growth=8": ("t.grdp_growth", "unknown"),
    "t.papi_score=46": ("t.papi_score", "unknown"),
    "t.nothing=8": ("t.nothing", "unknown"),
    "t.=8": ("t.", "unknown"),
    "t.poverty_rate=low": ("t.poverty_rate", "not_a_number"),
    "t.poverty_rate=1e15": ("t.poverty_rate", "not_a_number"),
    "p.mu=0.9": ("p.mu", "out_of_range"),
    "p.mu=x": ("p.mu", "not_a_number"),
    "p.plan24_pm=6000": ("p.plan24_pm", "unknown"),
    "p.claim_058=0.05": ("p.claim_058", "unknown"),
    "p.salinity=1": ("p.salinity", "unknown"),
    "sigma=9": ("sigma", "out_of_range"),
    "sigma=x": ("sigma", "not_a_number"),
    "p.sd_agg=1.4": ("p.sd_agg", "unknown"),
    "v=99": ("v", "not_allowed"),
    "v=0": ("v", "not_allowed"),
    "v=one": ("v", "not_allowed"),
    "v=１": ("v", "not_allowed"),
    "v=1&v=1": ("v", "duplicate"),
    "view=home": ("view", "not_allowed"),
    "view=": ("view", "not_allowed"),
    "lang=fr": ("lang", "not_allowed"),
    "m=0.9.0": ("m", "model_version"),
    "name=" + "x" * (LONGEST_NAME + 1): ("name", "not_allowed"),
    "name=%00": ("name", "not_allowed"),
    "name=a%0Ab": ("name", "not_allowed"),
    "name=%E2%80%AEabc": ("name", "not_allowed"),
}


@pytest.mark.parametrize("query", REFUSED)
def test_what_cannot_be_used_is_refused_and_the_plan_stands(
    query: str, plan: dict[str, float]
) -> None:
    found = decode(PROVINCE, f"?{query}")
    assert codes(found.problems) == dict([REFUSED[query]])
    assert plain_scenario(found.scenario) == plain_scenario(Scenario(plan))
    assert (found.view, found.language) == (VIEWS[0], LANGUAGES[0])


def test_sigma_has_one_name_in_a_link() -> None:
    found = decode(PROVINCE, "?sigma=1.5&p.sd_agg=1.4")
    assert codes(found.problems) == {"p.sd_agg": "unknown"}
    assert dict(found.scenario.parameters) == {SIGMA: 1.5}


def test_a_refusal_leaves_the_rest_of_the_link() -> None:
    found = decode(PROVINCE, "?salinity=9&fdi=250&disbursment_rate=80&lang=en&name=ok")
    assert codes(found.problems) == {"salinity": "out_of_range", "disbursment_rate": "unknown"}
    assert "salinity: 9.0 is out of range, allowed: 0 to 1.5 (index)" in map(str, found.problems)
    assert "did you mean disbursement_rate?" in " ".join(map(str, found.problems))
    assert found.scenario.levers["fdi"] == 250.0
    assert (found.language, found.scenario.name) == ("en", "ok")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("95", 95),
        ("+95", 95),
        ("95.", 95),
        ("9.5e1", 95),
        ("950E-1", 95),
        ("0095", 95),
        ("95.50", 95.5),
    ],
)
def test_plain_numbers_are_read(text: str, value: float) -> None:
    found = decode(PROVINCE, f"?disbursement_rate={quote(text)}")
    assert found.problems == ()
    assert found.scenario.levers["disbursement_rate"] == value


def test_the_model_version_is_a_notice_and_nothing_more() -> None:
    link = encode(PROVINCE, PLAN).replace(f"m={PROVINCE.version}", "m=0.1.0")
    found = decode(PROVINCE, link)
    assert plain_scenario(found.scenario) == plain_scenario(PLAN)
    (problem,) = found.problems
    assert (problem.code, problem.value, problem.allowed) == (
        "model_version",
        "0.1.0",
        PROVINCE.version,
    )


def test_a_link_that_is_too_long_is_refused_whole() -> None:
    found = decode(PROVINCE, "?disbursement_rate=80&name=" + "x" * LONGEST_LINK)
    assert codes(found.problems) == {"link": "too_long"}
    assert dict(found.scenario.levers) == dict(PLAN.levers)
    assert decode(PROVINCE, "?fdi=250&x=" + "1" * 1000).scenario.levers["fdi"] == 250.0


pieces = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["v", "m", "=", "&", "?", "#", "%", "%f", "%ff", "+", ";", "[", "]", "://"]),
    st.sampled_from([*PROVINCE.levers, "t.", "p.", "t.icor", "p.mu", "sigma", "name", "view"]),
    st.sampled_from(["1", "nan", "1e400", "-0", "9" * 400, "\ud800", "\x00", "\u202e"]),
)


@given(parts=st.lists(pieces, max_size=30))
@settings(max_examples=300)
def test_no_text_breaks_the_reading_of_a_link(parts: list[str]) -> None:
    """A link never fails: it yields a scenario that can be projected and a list."""
    found = decode(PROVINCE, "".join(parts))
    assert set(found.scenario.levers) == set(PROVINCE.levers)
    assert found.view in VIEWS
    assert found.language in LANGUAGES
    for problem in found.problems:
        assert str(problem)
    simulate(found.scenario.levers, found.scenario.parameters)


@given(pairs=st.lists(st.tuples(pieces, pieces), max_size=20))
def test_no_pairs_break_the_reading_of_a_link(pairs: list[tuple[str, str]]) -> None:
    found = decode_pairs(PROVINCE, pairs)
    again = decode(PROVINCE, encode(PROVINCE, found.scenario, found.view, found.language))
    assert again.problems == ()
    assert plain_scenario(again.scenario) == plain_scenario(found.scenario)


# Links that were published


def published() -> Iterator[Any]:
    """Read the blocks of the files in tests/model/links: a link, and what it says.

    A link by hand that names no schema says only what it holds: all else is the plan of the day.
    """
    for file in sorted((HERE / "links").glob("*.txt")):
        first: dict[str, str] = {}
        for block in file.read_text(encoding="utf-8").split("\n\n"):
            lines = [line for line in block.splitlines() if not line.startswith("#")]
            if lines:
                said = dict(line.split(" = ", 1) for line in lines[1:])
                first = first or said
                whole = {**first, **said} if "v=" in lines[0] else said
                yield pytest.param(lines[0], whole, id=lines[0][:40])


@pytest.mark.parametrize(("link", "said"), list(published()))
def test_a_published_link_says_what_it_said(link: str, said: dict[str, str]) -> None:
    """Whatever the plan, the ranges and the model version are by now."""
    found = decode(PROVINCE, link)
    scenario = found.scenario
    refused = [problem for problem in found.problems if problem.code != "model_version"]
    numbers = {
        **scenario.levers,
        **{f"t.{key}": value for key, value in scenario.targets.items()},
        **{f"p.{key}": value for key, value in scenario.parameters.items()},
    }
    words = {"view": found.view, "lang": found.language, "name": scenario.name}
    expected = {"view": "indicators", "lang": "vi", "name": "", **said}
    listed = expected.pop("refused", "")
    assert sorted(problem.field for problem in refused) == sorted(re.findall(r"[\w.]+", listed))
    assert {key: expected.pop(key) for key in words} == words
    known = {key: float(value) for key, value in expected.items()}
    # A lever that came later is no part of what the link said: it stands at its default.
    schema = int(dict(parse_qsl(link.partition("?")[2])).get("v", PROVINCE.schema))
    defaults = {row.lever: row.value for row in PROVINCE.link_defaults if row.schema == schema}
    later = {key: defaults[key] for key in PROVINCE.levers if key not in known}
    assert {**later, **known} == numbers


def test_a_lever_that_came_after_a_schema_moves_none_of_its_links(province: Province) -> None:
    """Its default is its value on trend, at which it has no effect of its own."""
    for file in (HERE / "links").glob("v*.txt"):
        known = dict(re.findall(r"(?m)^(\w+) = (\S+)$", file.read_text(encoding="utf-8")))
        later = [
            (row.lever, row.value)
            for row in province.link_defaults
            if str(row.schema) == file.stem[1:] and row.lever not in known
        ]
        assert later == [(key, province.levers[key].trend) for key, _ in later]


@pytest.mark.parametrize("levers", ["", "&disbursement_rate=80&ocop_new=20"])
def test_a_link_of_1_0_0_takes_what_is_expected_of_the_nation(levers: str) -> None:
    found = decode(PROVINCE, f"?v=1&m=1.0.0{levers}")
    assert found.scenario.levers["national_growth"] == 6.25
    assert found.scenario.levers["ocop_new"] == 20.0
    assert codes(found.problems) == {"m": "model_version"}


# The growth that a link showed


GROWTH_NOW = growth_of(results(PROVINCE, PLAN)) or 0.0


def growth_notes(link: str) -> list[tuple[str, str, str]]:
    """Return what is noted of a link that somebody opens: code, growth shown, growth now."""
    found = decode(PROVINCE, link)
    now = growth_of(results(PROVINCE, found.scenario))
    notes = (*found.problems, *other_growth(PROVINCE, found.growth, now))
    return [(note.code, note.value, note.allowed) for note in notes]


def test_a_copied_link_says_growth_as_the_page_shows_it() -> None:
    link = full_link(PLAN, "why", "en")
    pairs = dict(parse_qsl(link[1:]))
    assert pairs["r"] == format_number(GROWTH_NOW, 2, "en")
    assert list(pairs)[-3:] == ["r", "view", "lang"]
    assert growth_notes(link) == []
    assert decode(PROVINCE, link).scenario == PLAN


@pytest.mark.parametrize(
    ("growth", "text"),
    [(6.5, "6.50"), (6.765, "6.77"), (-0.004, "0.00"), (-1.235, "-1.24"), (12.0, "12.00")],
)
def test_growth_stands_in_a_link_with_a_point_and_two_decimals(growth: float, text: str) -> None:
    link = encode(PROVINCE, PLAN, growth=growth)
    assert dict(parse_qsl(link[1:]))["r"] == text


@given(scenario=scenarios)
@settings(max_examples=20)
def test_a_link_just_copied_showed_what_it_shows(scenario: Scenario) -> None:
    """Whatever the levers, assumptions of the reader's own and sigma included."""
    assert growth_notes(full_link(scenario)) == []


def test_another_growth_is_noted_at_the_decimals_shown() -> None:
    now = format_number(GROWTH_NOW, 2, "en")
    link = f"?v={PROVINCE.schema}&m={PROVINCE.version}"
    assert growth_notes(f"{link}&r={now}") == []
    assert growth_notes(f"{link}&r={GROWTH_NOW!r}") == []
    assert growth_notes(f"{link}&r={GROWTH_NOW + 0.01:.6f}") == [
        ("growth_shown", format_number(GROWTH_NOW + 0.01, 2, "en"), now)
    ]
    assert growth_notes(link) == []


def test_an_older_link_says_its_model_and_its_growth() -> None:
    link = full_link(PLAN).replace(f"m={PROVINCE.version}", "m=1.0.0")
    assert growth_notes(link) == [("model_version", "1.0.0", PROVINCE.version)]
    older = re.sub(r"&r=[^&]+", "&r=6.55", link)
    assert growth_notes(older) == [
        ("model_version", "1.0.0", PROVINCE.version),
        ("growth_shown", "6.55", format_number(GROWTH_NOW, 2, "en")),
    ]


@pytest.mark.parametrize("text", ["abc", "", "6,55", "nan", "6.55%", "1e999"])
def test_a_growth_that_is_no_number_is_named_and_nothing_is_lost(text: str) -> None:
    found = decode(PROVINCE, f"?fdi=250&r={quote(text)}&lang=en")
    assert codes(found.problems) == {"r": "not_a_number"}
    assert found.growth is None
    assert (found.scenario.levers["fdi"], found.language) == (250.0, "en")
    assert codes(decode(PROVINCE, "?r=6&r=7").problems) == {"r": "duplicate"}


def test_a_growth_that_is_not_defined_is_not_compared() -> None:
    undefined = growth_of([replace(row, projected=None) for row in results(PROVINCE, PLAN)])
    assert other_growth(PROVINCE, 6.55, undefined) == ()


# Files


@given(scenario=scenarios)
@settings(max_examples=40)
def test_an_iamc_file_gives_back_its_scenario(scenario: Scenario) -> None:
    if scenario.name in (UNNAMED, REFERENCE.name):
        scenario = replace(scenario, name="another name")
    found, notes = read_scenario(PROVINCE, iamc(scenario).encode())
    assert notes == []
    assert plain_scenario(found) == plain_scenario(scenario)


@given(scenario=scenarios)
@settings(max_examples=25)
def test_a_vietnamese_file_gives_back_its_scenario(scenario: Scenario) -> None:
    found, notes = read_scenario(PROVINCE, vietnamese(scenario).encode())
    assert notes == []
    assert plain_scenario(found) == plain_scenario(scenario)


@pytest.mark.parametrize("preset", PROVINCE.presets)
def test_both_files_give_back_every_preset(preset: str) -> None:
    scenario = preset_scenario(PROVINCE, preset)
    for text in (iamc(scenario), vietnamese(scenario)):
        assert plain_scenario(read_scenario(PROVINCE, text)[0]) == plain_scenario(scenario)


NAMES = ["", "=1+1", "+1", "-1", "@a", "'quoted", "''", "'=x", "a,b", 'a"b', "Tôm – lúa", "x" * 80]


@pytest.mark.parametrize("name", [*NAMES, "🦐", UNNAMED])
def test_a_vietnamese_file_keeps_any_name(name: str) -> None:
    found, _ = read_scenario(PROVINCE, vietnamese(replace(PLAN, name=name)))
    assert found.name == name


@pytest.mark.parametrize("name", [*NAMES, "🦐"])
@pytest.mark.parametrize("levers", [PLAN.levers, REFERENCE.levers], ids=["plan", "reference"])
def test_an_iamc_file_keeps_any_name(name: str, levers: Mapping[str, float]) -> None:
    found, _ = read_scenario(PROVINCE, iamc(replace(PLAN, levers=levers, name=name)))
    assert (found.name, dict(found.levers)) == (name, dict(levers))


def test_a_scenario_named_as_the_reference_is_not_taken_for_it() -> None:
    impostor = replace(PLAN, name=REFERENCE.name)
    found, _ = read_scenario(PROVINCE, iamc(impostor))
    assert (dict(found.levers), found.name) == (dict(PLAN.levers), "")


@given(name=names)
@settings(max_examples=25)
def test_no_cell_of_peoples_text_is_a_formula(name: str) -> None:
    scenario = replace(PLAN, name=name)
    for rows, column in ((table(iamc(scenario)), 1), (vietnamese_table(scenario), 6)):
        cells = {row[column] for row in rows}
        number = re.compile(r"-?[\d.,e+-]+")
        assert not [
            cell
            for cell in cells
            if cell.startswith(FORMULA_START[:-1]) and not number.fullmatch(cell)
        ]


def test_the_iamc_table_has_its_columns_and_no_blanks() -> None:
    scenario = replace(PLAN, targets={"icor": 5.0}, parameters={"mu": 0.3}, name="my plan")
    text = iamc(scenario, 2030, bands(PROVINCE, scenario, 2030, 20))
    header, *lines = table(text)
    assert tuple(header) == IAMC_COLUMNS
    assert "\r" not in text
    assert not text.startswith("\ufeff")
    assert all(cell for line in lines for cell in line)
    assert {line[0] for line in lines} == {f"Soc Trang {PROVINCE.version}"}
    assert {line[1] for line in lines} == {REFERENCE.name, "my plan"}
    assert {line[2] for line in lines} == {"Vietnam|Sóc Trăng"}
    assert {int(line[5]) for line in lines} == set(range(2023, 2031))
    assert len({tuple(line[:6]) for line in lines}) == len(lines)
    for value in (line[6] for line in lines):
        assert np.isfinite(float(value))


def test_results_in_the_iamc_table_have_12_significant_digits() -> None:
    lines = {(line[1], line[3], line[5]): line[6] for line in table(iamc(PLAN, 2030))[1:]}
    projected, base = simulate(PLAN.levers, horizon=2030), base_year(PROVINCE)
    for key, row in PROVINCE.indicators.items():
        known = base[key]
        if known is not None:
            assert lines["plan_2024", row.variable, "2023"] == f"{known:.12g}"
        years = (row.until or PROVINCE.last_year) - PROVINCE.base_year
        for index in range(years if row.modelled else 0):
            value = lines["plan_2024", row.variable, str(2024 + index)]
            assert value == f"{projected[key][0, index]:.12g}"
            assert len(re.sub(r"e.*|[^\d]", "", value).lstrip("0")) <= 12


def test_an_undefined_value_has_no_row() -> None:
    levers = {**REFERENCE.levers, "external_demand": -8.0, "shrimp_loss_rate": 40.0}
    lines = table(iamc(Scenario(levers, name="crisis")))
    rows = [line for line in lines if line[1] == "crisis" and line[3] == "Investment|ICOR"]
    assert [line[5] for line in rows] == ["2023"]
    assert not [line for line in lines if line[6].lower() in ("nan", "")]


def test_an_unknown_base_value_has_no_row() -> None:
    lines = table(iamc(PLAN))
    variables = {line[3] for line in lines}
    for key, value in base_year(PROVINCE).items():
        row = PROVINCE.indicators[key]
        assert (row.variable in variables) == (value is not None or row.modelled), key


@pytest.mark.parametrize("preset", PROVINCE.presets)
def test_the_reference_is_always_there_as_a_scenario_of_its_own(preset: str) -> None:
    lines = table(iamc(preset_scenario(PROVINCE, preset)))[1:]
    rows = {line[3]: line[6] for line in lines if line[1] == REFERENCE.name and line[5] == "2024"}
    assert rows["GRDP|Growth"] == f"{simulate()['grdp_growth'][0, 0]:.12g}"
    for key, value in REFERENCE.levers.items():
        assert float(rows[f"Lever|{key}"]) == value
    assert {line[1] for line in lines} == {REFERENCE.name, preset}


def test_percentiles_of_both_bands_are_rows_and_rise() -> None:
    drawn = bands(PROVINCE, PLAN, 2030, 200)
    lines = {
        (line[3], line[5]): float(line[6])
        for line in table(iamc(PLAN, 2030, drawn))[1:]
        if line[1] == PLAN.name
    }
    for key, draws in drawn.level.items():
        variable, until = PROVINCE.indicators[key].variable, PROVINCE.indicators[key].until
        last = until or PROVINCE.last_year
        if np.isnan(draws[:, last - PROVINCE.base_year - 1]).any():
            continue  # ICOR of a draw that hardly grows
        for band in ("Level", "Effect"):
            cuts = [
                lines[f"{variable}|{band}|{percentile}th Percentile", str(last)]
                for percentile in (5, 50, 95)
            ]
            assert cuts == sorted(cuts), key
        expected = np.nanquantile(draws[:, 0], 0.95)
        found = lines[f"{variable}|Level|95th Percentile", "2024"]
        assert found == pytest.approx(expected, rel=1e-11), key


def test_the_file_with_percentiles_is_read_back_too() -> None:
    text = iamc(PLAN, 2030, bands(PROVINCE, PLAN, 2030, 20))
    assert plain_scenario(read_scenario(PROVINCE, text)[0]) == plain_scenario(PLAN)


def test_the_vietnamese_table_opens_in_excel() -> None:
    text = vietnamese(replace(PLAN, targets={"icor": 5.0}, parameters={"mu": 0.3}))
    assert text.startswith("\ufeffMục;Mã;Tên;Đơn vị;2023;Mục tiêu 2024;Dự phóng 2024;")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
    header, *lines = table(text.removeprefix("\ufeff"), ";")
    assert tuple(header) == vietnamese_columns(PROVINCE)
    assert {len(line) for line in lines} == {len(header)}
    assert {line[0] for line in lines} == {
        "Chỉ tiêu",
        "Đòn bẩy",
        "Mục tiêu tự đặt",
        "Giả định tự đặt",
        "Thông tin tệp",
    }
    assert [line[1] for line in lines[: len(PROVINCE.indicators)]] == list(PROVINCE.indicators)


def test_unknown_values_of_the_vietnamese_table_are_empty() -> None:
    lines = {line[1]: line for line in vietnamese_table(PLAN)[1:]}
    for key, value in base_year(PROVINCE).items():
        assert (lines[key][4] == "") == (value is None), key
        assert (lines[key][6] == "") == (not PROVINCE.indicators[key].modelled), key
        assert lines[key][10] in ("Vượt", "Đạt", "Chưa đạt", "Chưa rõ mục tiêu", "Chưa mô hình hóa")
    assert lines["grdp_growth"][4:6] == ["5,77", "7–7,5"]
    assert lines["pci_score"][4:10] == [""] * 6


def test_low_and_high_of_the_vietnamese_table_hold_the_projection() -> None:
    def number(text: str) -> float:
        return float(text.replace(",", "."))

    lines = vietnamese_table(PLAN)[1:]
    for line in lines:
        if line[0] == "Chỉ tiêu" and line[7]:
            assert number(line[7]) <= number(line[8]), line[1]
    growth = next(line for line in lines if line[1] == "grdp_growth")
    assert number(growth[7]) < number(growth[6]) < number(growth[8])


def test_another_model_version_is_a_notice() -> None:
    for text in (iamc(PLAN), vietnamese(PLAN)):
        found, notes = read_scenario(PROVINCE, text.replace(PROVINCE.version, "0.1.0"))
        assert plain_scenario(found) == plain_scenario(PLAN)
        assert [(note.code, note.value) for note in notes] == [("model_version", "0.1.0")]


def test_rows_may_stand_in_any_order_and_with_other_line_ends() -> None:
    for text in (iamc(PLAN), vietnamese(PLAN).removeprefix("\ufeff")):
        header, *lines = text.splitlines()
        turned = "\r\n".join([header, *reversed(lines)])
        assert plain_scenario(read_scenario(PROVINCE, turned)[0]) == plain_scenario(PLAN)


# The shelf of bad files: what must be said of each

SHELF = {
    "empty.csv": ["line 1", "model, scenario, region"],
    "no_scenario.csv": ["file", "scenario"],
    "open_quote.csv": ["line 31", "commas, semicolons or tabs"],
    "two_scenarios.csv": ["second scenario named other plan beside my plan"],
    "truncated_row.csv": ["line 10", "7 cells"],
    "truncated_row_after_a_blank_line.csv": ["line 11", "7 cells"],
    "missing_lever.csv": ["fdi: missing"],
    "duplicate_row.csv": ["salinity: given more than once"],
    "unknown_lever.csv": ["disbursment_rate: unknown", "did you mean disbursement_rate?"],
    "out_of_range.csv": ["disbursement_rate: 105", "50 to 100 (%)"],
    "text_value.csv": ["disbursement_rate: ninety is not a number"],
    "empty_value.csv": ["disbursement_rate:", "is not a number"],
    "nan.csv": ["disbursement_rate: nan is not a number"],
    "infinity.csv": ["public_plan: inf is not a number"],
    "other_digits.csv": ["disbursement_rate:", "is not a number"],
    "underscore.csv": ["public_plan: 6_654 is not a number"],
    "unknown_schema.csv": ["schema: 99", "allowed: 1"],
    "no_schema.csv": ["schema: ", "allowed: 1"],
    "known_target.csv": ["t.grdp_growth: unknown", "indicators without a target"],
    "parameter_out_of_range.csv": ["mu: 0.9", "0 to 0.45"],
    "lever_as_parameter.csv": ["plan24_pm: unknown"],
    "long_name.csv": ["name:", "at most 80"],
    "other_region.csv": ["line 11: Vietnam|Cà Mau", "allowed: Vietnam|Sóc Trăng"],
    "other_unit.csv": ["line 11: m USD", "allowed: bn VND"],
    "other_year.csv": ["line 11: 2030", "allowed: 2024"],
    "small_letters.csv": ["line 31: target|icor", "allowed: Target|icor"],
    "cut_in_a_number.csv": ["line 30: the file ends", "Lever|public_plan 6654.5"],
    "comparison_cut_short.csv": ["line 59: the file ends", "A my plan"],
    "two_pins_a.csv": ["a.name: given more than once"],
    "pin_with_own_target.csv": ["A my plan: other targets", "my plan"],
    "wide.csv": ["line 2: 2023", "allowed: 2024"],
    "vietnamese_unknown_section.csv": ["line 31: Ghi chú", "allowed: Chỉ tiêu, Đòn bẩy"],
    "vietnamese_out_of_range.csv": ["disbursement_rate: 105", "50 to 100 (%)"],
    "vietnamese_text_value.csv": ["salinity: cao is not a number"],
    "vietnamese_duplicate_row.csv": ["salinity: given more than once"],
    "vietnamese_missing_lever.csv": ["fdi: missing"],
}


def test_every_file_of_the_shelf_is_tried() -> None:
    assert {path.name for path in (HERE / "bad_inputs").iterdir()} == set(SHELF)


@pytest.mark.parametrize("name", SHELF)
def test_a_bad_file_is_refused_with_the_place(name: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_scenario(PROVINCE, (HERE / "bad_inputs" / name).read_bytes())
    for words in SHELF[name]:
        assert words in str(caught.value)
    assert len(caught.value.problems) <= 5


def test_a_file_of_an_earlier_version_knows_nothing_of_later_levers(province: Province) -> None:
    first = province.link_defaults[0].since
    later = {"salinity": "99.0.0"}
    rows = [replace(row, since=later.get(row.lever, first)) for row in province.link_defaults]
    newer = replace(province, link_defaults=tuple(rows))
    for text in (iamc(PLAN), vietnamese(PLAN)):
        lines = text.splitlines(keepends=True)
        old = "".join(line for line in lines if "salinity" not in line)
        assert plain_scenario(read_scenario(newer, old)[0]) == plain_scenario(PLAN)
        assert plain_scenario(read_scenario(newer, text)[0]) == plain_scenario(PLAN)
        with pytest.raises(InvalidInputError, match="fdi: missing"):
            read_scenario(newer, "".join(line for line in lines if "fdi" not in line))
        with pytest.raises(InvalidInputError, match="salinity: missing"):
            read_scenario(newer, old.replace(province.version, "100.0.0"))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither text nor a workbook"),
        (b"PK\x03\x04 a workbook", "a damaged workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "of an old kind or with a password"),
        (b"\x00" * 100, "neither text nor a workbook"),
        (b"x" * (LARGEST_FILE + 1), f"at most {LARGEST_FILE} bytes"),
        (b'"' + b"x" * 200_000, "line 1"),
    ],
    ids=["image", "workbook", "old workbook", "zeros", "too large", "one cell"],
)
def test_what_is_no_table_is_refused(content: bytes, said: str) -> None:
    with pytest.raises(InvalidInputError, match=said):
        read_scenario(PROVINCE, content)


@given(content=st.binary(max_size=300))
def test_no_bytes_break_the_reading_of_a_file(content: bytes) -> None:
    for given_content in (content, iamc(PLAN).encode()[:200] + content):
        with pytest.raises(InvalidInputError):
            read_scenario(PROVINCE, given_content)


def test_a_file_of_another_model_is_called_by_its_name(province: Province) -> None:
    text = iamc(PLAN).replace("Soc Trang ", "An Bình ")
    with pytest.raises(InvalidInputError, match=f"another model, An Bình {province.version}"):
        read_scenario(province, text)


def test_a_link_with_thousands_of_parameters_is_refused_as_a_whole(province: Province) -> None:
    link = "?" + "&".join(f"p.x{number}=1" for number in range(5000))
    decoded = decode(province, link)
    assert [(problem.code, problem.field) for problem in decoded.problems] == [("too_many", "link")]
    assert decoded.scenario == preset_scenario(province, province.default_preset)


def test_a_link_that_sets_everything_is_not_too_long(province: Province) -> None:
    pairs = len(province.levers) + len(province.assumptions) + len(province.modelled)
    assert pairs + len(("v", "m", "name", "view", "lang")) < MOST_PAIRS
