"""A scenario has one central number for each indicator: `simulate` at the parameters in force.

Every view, picture, file and paper is asked for it, and for what the levers change.
"""

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import cycle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import simulate
from model.cli.main import main
from model.evidence.model_card import model_card
from model.files.comparison import columns, projections
from model.files.iamc import iamc_rows
from model.files.json_form import scenario_json
from model.files.vietnamese import COLUMNS, vietnamese_rows
from model.province.keys import GROWTH, INCOME
from model.scenario.scenario import Scenario
from model.scenario.targets import rounded
from model.uncertainty.bands import fan, spread
from model.uncertainty.scenario_draws import bands
from tests.support.page import page_with
from tests.support.province import PROVINCE, lever_boxes
from tests.support.reader import PLAN, changed, preset
from ui.pictures import path, sure, targets, why
from ui.pieces.headline import headline
from ui.state.current import Page
from ui.state.results import scenario_rows
from ui.text.numbers import UNKNOWN, format_number, format_signed
from ui.text.words import LANGUAGES, name, words
from ui.views.how_sure.bands import bands_table
from ui.views.how_sure.chances import chances_table
from ui.views.indicators.numbers import numbers_html
from ui.views.indicators.targets import targets_html
from ui.views.outlook.paths import push_text
from ui.views.outlook.tables import path_table
from web.brief.results import other_table, sure_table, target_table

languages = st.sampled_from(LANGUAGES)
ASSUMED = {"sd_agg": 2.2, "phi": 0.15, "x_drift": 0.1}
"""Parameters that a reader set: the number follows them, whatever the defaults are."""
FEW = 5
"""Random settings: each asks every view for every indicator."""
SECOND = ("median", "trung vị", "50th", "p50", "50 %")
"""Names of another number in the middle."""


class Cells(HTMLParser):
    """Texts of the cells of each row."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.inside = False
        self.feed(str(html))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a row or a cell."""
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self.rows[-1].append("")
            self.inside = True

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        if tag in ("td", "th", "tr"):
            self.inside = False

    def handle_data(self, data: str) -> None:
        """Add a text to its cell."""
        if self.inside:
            self.rows[-1][-1] += data


class Central:
    """The central numbers of a scenario, as the model gives them and as they are written."""

    def __init__(self, scenario: Scenario, language: str) -> None:
        self.language = language
        self.value, self.usual = (
            {
                key: float(values[0, 0])
                for key, values in simulate(levers, parameters=scenario.parameters).items()
            }
            for levers in (scenario.levers, None)
        )

    def text(self, key: str, decimals: int | None = None) -> str:
        """Write the number with the decimals of its indicator."""
        digits = PROVINCE.indicators[key].decimals if decimals is None else decimals
        value = self.value[key]
        return UNKNOWN if value != value else format_number(value, digits, self.language)

    def effect(self, key: str) -> str:
        """Write what the levers change: the difference of both numbers as they are written."""
        value, usual, digits = self.value[key], self.usual[key], PROVINCE.indicators[key].decimals
        if value != value or usual != usual:
            return UNKNOWN
        change = rounded(rounded(value, digits) - rounded(usual, digits), digits)
        assert abs(change - (value - usual)) <= 1.001 * 10.0**-digits
        return format_signed(change, digits, self.language)


def page(scenario: Scenario, language: str) -> Page:
    rows = scenario_rows(PROVINCE, scenario)
    return page_with(rows, scenario, "sure", language)


def row_named(rows: list[list[str]], key: str, language: str) -> list[str]:
    """Return the row of an indicator: its first cell begins with the name, and not with more."""
    title = name(PROVINCE.indicators[key], language)
    found = [row for row in rows if row and row[0].startswith(title)]
    return min(found, key=lambda row: len(row[0]))


def told(shown: Page, central: Central) -> Iterator[tuple[str, str, str]]:
    """Yield every place that tells a central number of the first year, what it says and should."""
    language = shown.language
    found, later = spread(PROVINCE, shown.scenario), fan(PROVINCE, shown.scenario, 2030)
    numbers = Cells(numbers_html(shown)).rows
    opening = Cells(targets_html(shown)).rows
    drawn = {row["label"]: row["value"] for row in targets.picture(shown, {}, "light").data["rows"]}
    brief = {
        (row.name, row.unit): row.cells[table.strong or 0]
        for table in (target_table(shown), other_table(shown))
        for row in table.rows
    }
    chances = Cells(chances_table(shown, found)).rows
    for row in shown.rows:
        key, text = row.indicator.key, ""
        if key not in central.value:
            continue
        text, effect = central.text(key), central.effect(key)
        title, unit = name(row.indicator, language), PROVINCE.units[row.indicator.unit]
        table = Cells(bands_table(shown, found, [key])).rows
        yield f"how sure, effect on {key}", table[1][1], effect
        yield f"how sure, {key}", table[2][1], text
        years = Cells(path_table(shown, later, key)).rows
        yield f"to 2030, {key}", years[1][1], text
        assert text in row_named(numbers, key, language), key
        yield f"paper, {key}", brief[title, name(unit, language)], text
        if row.target is not None:
            assert any(text in cell for cell in row_named(opening, key, language)), key
            label = f"{title}, {name(unit, language)}"
            yield f"picture of the targets, {key}", drawn[label], text
        if row.chance is not None:
            yield f"chances, {key}", row_named(chances, key, language)[2], text
        band = sure.bands_records(shown, found, key)
        if band is not None:
            middle = [figure for figure in band["figures"] if figure["side"] == "central"]
            yield f"picture of the effect on {key}", middle[0]["text"], effect
            yield f"picture of {key}", middle[1]["text"], text
            for figure in middle:
                assert figure["x"] == pytest.approx(central.value[key], rel=1e-12), key
        fanned = path.fan_records(shown, later, key)
        if fanned is not None:
            first = next(point for point in fanned["path"] if point["year"] == 2024)
            assert first["value"] == central.value[key], key
    growth = row_named(Cells(targets_html(shown)).rows, GROWTH, language)
    assert any(central.text(GROWTH) in cell for cell in growth)
    for key, line in zip((GROWTH, INCOME), sure_table(shown).rows, strict=True):
        yield f"paper, how sure of {key}", line.cells[1], central.text(key)
        yield f"paper, effect on {key}", line.cells[3], central.effect(key)
    assert central.effect(GROWTH) in push_text(shown, later)
    target = PROVINCE.plan_targets[GROWTH]
    coarse = format_number(abs(central.value[GROWTH]), target.decimals, language)
    yield "why", why.growth_text(why.explained(shown).end, language), f"{central.text(GROWTH)}%"
    yield "headline", headline(shown).growth, coarse
    assert central.text(INCOME) in headline(shown).income


def check(scenario: Scenario, language: str) -> None:
    shown, central = page(scenario, language), Central(scenario, language)
    for row in shown.rows:
        expected = central.value.get(row.indicator.key)
        assert row.projected == (None if expected is None or expected != expected else expected)
    for place, said, should in told(shown, central):
        assert said == should, place


@given(levers=lever_boxes(), language=languages, assumed=st.booleans())
@settings(max_examples=FEW)
def test_every_view_tells_the_same_number_wherever_the_levers_stand(
    levers: dict[str, float], language: str, assumed: bool
) -> None:
    base = changed(levers)
    check(Scenario(base.levers, parameters=ASSUMED if assumed else {}), language)


@pytest.mark.parametrize(
    ("key", "language"), list(zip(PROVINCE.presets, cycle(LANGUAGES), strict=False))
)
def test_every_view_tells_the_same_number_of_a_preset(key: str, language: str) -> None:
    check(preset(key), language)


@pytest.mark.parametrize("key", [*PROVINCE.presets, "assumed"])
def test_every_file_tells_the_same_number(key: str) -> None:
    scenario = (
        Scenario(PLAN.levers, parameters=ASSUMED, name="A") if key == "assumed" else preset(key)
    )
    central = Central(scenario, "vi")
    known = {key: value for key, value in central.value.items() if value == value}
    place = COLUMNS.index("projected")
    written = {row[1]: row[place] for row in vietnamese_rows(PROVINCE, scenario)}
    answer = json.loads(scenario_json(PROVINCE, scenario))
    form = {row["key"]: row["projection"] for row in answer["scenario"]["indicators"]}
    drawn = bands(PROVINCE, scenario, size=50)
    iamc = list(iamc_rows(PROVINCE, scenario, drawn=drawn))[1:]
    table = {row[3]: row[6] for row in iamc if row[1] == iamc[0][1] and row[5] == "2024"}
    (compared,) = projections(PROVINCE, columns(scenario))
    beside = {row.indicator.key: row.projected for row in compared}
    for of, value in known.items():
        indicator = PROVINCE.indicators[of]
        shown = rounded(value, indicator.decimals)
        assert float(written[of].replace(",", ".")) == shown, of
        assert form[of] == pytest.approx(value, rel=1e-11), of
        assert float(table[indicator.variable]) == pytest.approx(value, rel=1e-11), of
        assert beside[of] == value, of


@pytest.mark.parametrize("key", PROVINCE.presets)
def test_the_command_line_tells_the_same_number(
    key: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["project", "--preset", key, "--draws", "200"]) == 0
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines()}
    central = Central(preset(key), "en")
    for of, value in central.value.items():
        if value == value:
            assert central.text(of).replace("−", "-") in lines[of].split(), of


def test_nothing_names_another_number_in_the_middle(capsys: pytest.CaptureFixture[str]) -> None:
    for key, texts in words().items():
        for text in texts.values():
            assert not any(word in text.lower() for word in SECOND), key
    drawn = bands(PROVINCE, PLAN, size=50)
    variables = {row[3].lower() for row in iamc_rows(PROVINCE, PLAN, drawn=drawn)}
    assert not any(word in variable for variable in variables for word in SECOND)
    assert not any(word in model_card(PROVINCE).lower() for word in SECOND)
    assert main(["sensitivity", GROWTH, "--effect", "--size", "32"]) == 0
    said = capsys.readouterr().out.lower()
    assert not any(word in said for word in (*SECOND, "mean"))
