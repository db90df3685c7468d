"""The paper of two pages, on the web and in Word: figures of the page, and nothing that runs."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import docx
import numpy as np
import pytest
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from hypothesis import given, settings
from PIL import Image

from model.scenario.results import ResultRow
from model.scenario.scenario import Scenario
from model.scenario.targets import chance_text
from tests.files.scenarios import OWN
from tests.support.links import scenarios
from tests.support.page import HOSTILE, Markup
from tests.support.papers import HARD
from tests.support.province import PROVINCE
from tests.web.test_files import MOVED, PLAN, SITE, answer, problems, query
from ui.charts.look import UP
from ui.pictures.why import explained
from ui.text.numbers import format_number, format_signed, format_target
from ui.text.typed import parse_exact
from ui.text.words import LANGUAGES, name, say
from web.asked import asked
from web.brief.paper import Paper, paper
from web.brief.room import MOST_OWN
from web.brief.table import Row, Table

CASES = pytest.mark.parametrize(
    ("scenario", "language"),
    [(scenario, language) for scenario in (PLAN, MOVED, OWN, HARD) for language in LANGUAGES],
    ids=[f"{key}-{language}" for key in ("plan", "moved", "own", "hard") for language in LANGUAGES],
)
Rows = list[list[str]]


class Tables(HTMLParser):
    """The tables of a page, each row a list of the texts of its cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Rows] = []
        self._in_cell = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row or a cell."""
        if tag == "table":
            self.found.append([])
        elif tag == "tr":
            self.found[-1].append([])
        elif tag in ("td", "th"):
            self.found[-1][-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        """End a cell."""
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        """Keep the text of a cell."""
        if self._in_cell:
            self.found[-1][-1][-1] += data


def made(scenario: Scenario, language: str) -> Paper:
    return paper(asked(query(scenario, language), SITE, frozenset()))


def html(scenario: Scenario, language: str = "vi") -> str:
    return answer("/brief", query(scenario, language)).content.decode()


def document(scenario: Scenario, language: str = "vi") -> docx.document.Document:
    return docx.Document(io.BytesIO(answer("/brief.docx", query(scenario, language)).content))


def word_tables(document: docx.document.Document) -> list[Rows]:
    """Read every table of figures, those in cells of others included."""
    elements = document.element.body.iter(qn("w:tbl"))
    tables = [WordTable(element, document) for element in elements]
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in tables
        if not list(table._tbl.iter(qn("w:tbl")))[1:]
    ]


def written(table: Table) -> Rows:
    """Write a table as it stands on paper."""
    rows = [*table.rows, *([table.total] if table.total else [])]
    return [list(table.head), *([row.words, *row.cells] for row in rows)]


def fitted(table: Table) -> list[Rows]:
    """Write a table that is not always there: a long one as its halves."""
    parts = table.halves if table.is_long else [table]
    return [written(part) for part in parts] if table.rows else []


def all_tables(found: Paper) -> list[Rows]:
    """Write the tables of a paper in their order."""
    others = fitted(found.others)
    return [
        *fitted(found.differs),
        written(found.targets),
        *([] if found.picture_first else others),
        *map(written, found.contributions),
        written(found.sure),
        *(others if found.picture_first else []),
    ]


@CASES
def test_the_tables_of_the_page_and_of_the_document_are_those_of_the_paper(
    scenario: Scenario, language: str
) -> None:
    expected = all_tables(made(scenario, language))
    assert Tables(html(scenario, language)).found == expected
    shown = word_tables(document(scenario, language))
    assert [[[cell.lstrip("▲✓▼ ") for cell in row] for row in rows] for rows in shown] == expected


@settings(max_examples=12)
@given(scenarios)
def test_every_figure_is_that_of_the_rows_of_the_page(scenario: Scenario) -> None:
    for language in LANGUAGES:
        found = made(scenario, language)
        by_name = {row.name: row for table in (found.targets, found.others) for row in table.rows}
        for row in found.page.rows:
            line = by_name.get(name(row.indicator, language))
            if line is not None:
                assert list(line.cells) == figures(row, language)


def figures(row: ResultRow, language: str) -> list[str]:
    """Write a row of results as the paper does."""

    def write(value: float | None) -> str:
        return format_number(value, row.indicator.decimals, language)

    still = row.low is None or row.high is None or row.low == row.high
    band = "–" if still else f"{write(row.low)} – {write(row.high)}"
    if row.target is None:
        return [write(row.base), write(row.projected), band]
    return [
        write(row.base),
        write(row.reference),
        format_target(row.target, language),
        write(row.projected),
        band,
        "–" if row.chance is None else chance_text(row.chance),
        name(PROVINCE.word("status", row.status), language),
    ]


@settings(max_examples=12)
@given(scenarios)
def test_contributions_add_up_as_printed(scenario: Scenario) -> None:
    found = made(scenario, "en")
    change = explained(found.page).change
    for table in found.contributions:
        assert table.total is not None
        printed = [hundredths(row) for row in table.rows]
        assert sum(printed) == hundredths(table.total) == round(100 * change)
        assert found.sure.rows[0].cells[3] == table.total.cells[0]


def hundredths(row: Row) -> int:
    return round(100 * (parse_exact(row.cells[0].replace("+", "").replace("−", "-"), "en") or 0.0))


@settings(max_examples=12)
@given(scenarios)
def test_what_is_left_out_is_counted(scenario: Scenario) -> None:
    """And no target of the plan ever is."""
    found = made(scenario, "en")
    of_page = [row for row in found.page.rows if row.target is not None]
    off = sum(value != found.page.plan[key] for key, value in found.page.scenario.levers.items())
    others = sum(row.target is None and row.indicator.modelled for row in found.page.rows)
    for table, count in (
        (found.targets, len(of_page)),
        (found.differs, off),
        (found.others, others),
    ):
        left_out = count - len(table.rows)
        said = say("en", "brief_more", count=left_out) if left_out else ""
        assert table.more == said
    named = {row.name for row in found.targets.rows if not row.aside}
    assert named == {PROVINCE.indicators[key].name_en for key in PROVINCE.plan_targets}
    assert sum(bool(row.aside) for row in found.targets.rows) <= MOST_OWN


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_it_is_and_how_growth_differs_from_the_plan(language: str) -> None:
    found, whole = made(MOVED, language), html(MOVED, language)
    here, plan = (made(one, language).page.rows[0] for one in (MOVED, PLAN))
    assert here.projected is not None
    assert plan.projected is not None
    change = format_signed(round(here.projected, 2) - round(plan.projected, 2), 2, language)
    assert change in " ".join(found.lead)
    text = Markup(whole).text
    for sentence in (*found.lead, say(language, "brief_standing"), *found.limits, found.sources):
        assert sentence in text
    assert f'<html lang="{language}">' in whole
    assert Markup(whole).tags.count(("html", {"lang": language})) == 1


def test_warnings_and_own_assumptions_are_said() -> None:
    found, text = made(HARD, "vi"), Markup(html(HARD, "vi")).text
    written_down = "\n".join(line.text for line in document(HARD).paragraphs)
    assert found.warned
    for line in (*found.warned, found.assumptions):
        assert line in text
        assert line in written_down


@pytest.mark.parametrize("hostile", HOSTILE)
def test_names_are_text(hostile: str) -> None:
    named = replace(MOVED, name=hostile)
    page = Markup(html(named))
    plain = Markup(html(replace(MOVED, name="x")))
    assert hostile in page.text
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in plain.tags]
    assert not {"script", "iframe", "object", "img"} & {tag for tag, _ in page.tags}
    written_down = document(named)
    assert hostile in [line.text for line in written_down.paragraphs]
    assert hostile in written_down.core_properties.title


def test_nothing_is_loaded_from_elsewhere() -> None:
    """Addresses stand in links only, and links lead to the site."""
    whole = html(HARD)
    for _, attributes in Markup(whole).tags:
        for key, value in attributes.items():
            assert key != "src"
            assert key not in ("href", "xlink:href") or str(value).startswith((SITE, "#"))
    style = re.findall(r"url\((.{0,20})", whole)
    assert style
    assert all(part.startswith(("data:font/woff2;base64,"[:20], "#")) for part in style)


@pytest.mark.parametrize("path", ["/brief", "/brief.docx"])
@pytest.mark.parametrize("scenario", [PLAN, HARD], ids=["plan", "hard"])
def test_the_same_address_gives_the_same_bytes(path: str, scenario: Scenario) -> None:
    link = f"made=2026-11-26&{query(scenario)}"
    assert answer(path, link) == answer(path, link)


def test_the_day_is_that_of_the_address() -> None:
    link = query(MOVED, "vi")
    day = say("vi", "brief_made", day="26/11/2026")
    assert day in Markup(answer("/brief", f"made=2026-11-26&{link}").content.decode()).text
    assert day.partition("26")[0] not in Markup(html(MOVED)).text
    dated = docx.Document(
        io.BytesIO(answer("/brief.docx", f"made=2026-11-26&{link}").content)
    ).core_properties
    assert dated.created == dated.modified == datetime(2026, 11, 26, tzinfo=UTC)
    changed = date.fromisoformat(PROVINCE.changed)
    undated = document(MOVED).core_properties
    assert undated.created == datetime(changed.year, changed.month, changed.day, tzinfo=UTC)
    assert problems("/brief", f"made=yesterday&{link}")[0].field == "made"
    assert problems("/brief.docx", f"made=2026-13-01&{link}")[0].field == "made"


@CASES
def test_the_document_is_one_that_programs_of_offices_know(
    scenario: Scenario, language: str
) -> None:
    content = answer("/brief.docx", query(scenario, language)).content
    archive = zipfile.ZipFile(io.BytesIO(content))
    assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    found, written_down = made(scenario, language), document(scenario, language)
    section = written_down.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    styles = [line.style.name for line in written_down.paragraphs if line.style is not None]
    assert styles.count("Title") == 1
    assert styles.count("Heading 1") >= 6
    assert written_down.core_properties.title == found.title
    pictures = list(written_down.element.body.iter(qn("wp:docPr")))
    assert [it.get("descr") for it in pictures] == [
        f"{picture.finding}." for picture in (found.targets_picture, found.why_picture)
    ]
    tag = {"vi": "vi-VN", "en": "en-US"}[language]
    defaults = written_down.styles.element.find(qn("w:docDefaults"))
    assert [it.get(qn("w:val")) for it in defaults.iter(qn("w:lang"))] == [tag]
    foot = section.footer._element
    fields = [it.get(qn("w:instr")) for it in foot.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    for table in written_down.element.body.iter(qn("w:tbl")):
        if not list(table.iter(qn("w:tbl")))[1:]:
            heads = [row for row in table.tr_lst if row.find(qn("w:trPr")) is not None]
            assert heads[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
            assert table.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))


def test_pictures_of_the_document_have_the_colours_of_the_page() -> None:
    """Bands, which are half transparent, as well."""
    content = answer("/brief.docx", query(MOVED)).content
    parts = zipfile.ZipFile(io.BytesIO(content))
    with Image.open(io.BytesIO(parts.read("word/media/image1.png"))) as image:
        dots = np.asarray(image.convert("RGB")).reshape(-1, 3)
    colours, counts = np.unique(dots, axis=0, return_counts=True)
    commonest = colours[np.argsort(counts)[-4:]].astype(int)
    mixed = [round(255 - 0.3 * (255 - int(UP[place : place + 2], 16))) for place in (1, 3, 5)]
    assert (abs(commonest - mixed).max(axis=1) <= 1).any()


def test_the_document_is_named_after_the_scenario() -> None:
    named = replace(MOVED, name="Phương án khô hạn")
    assert answer("/brief.docx", query(named)).name == (
        f"phuong-an-kho-han_{PROVINCE.version}.docx"
    )
    assert answer("/brief", query(named)).name == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_the_page_to_the_data_and_to_the_other_language(language: str) -> None:
    link = f"made=2026-11-26&{query(MOVED, language)}"
    page = Markup(answer("/brief", link).content.decode())
    there = [str(attributes["href"]) for tag, attributes in page.tags if tag == "a"]
    shown = asked(query(MOVED, language), SITE, frozenset()).link
    assert shown in there
    rest = shown.removeprefix(f"{SITE}?")
    assert f"{SITE}scenario.xlsx?made=2026-11-26&{rest}" in there
    assert f"{SITE}scenario.csv?{rest}" in there
    assert f"{SITE}brief.docx?made=2026-11-26&{rest}" in there
    other = next(code for code in LANGUAGES if code != language)
    turned = rest.replace(f"lang={language}", f"lang={other}")
    assert f"{SITE}brief?made=2026-11-26&{turned}" in there
    for address in there:
        path, _, asked_for = address.removeprefix(SITE).partition("?")
        if path:
            answer(f"/{path}", asked_for)


def test_a_link_that_is_too_long_for_word_stands_there_whole() -> None:
    long = replace(HARD, name="ử" * 80)
    link = asked(query(long), SITE, frozenset()).link
    assert len(link) > 2000
    text = "\n".join(line.text for line in document(long).paragraphs)
    assert link in text


def test_the_plan_differs_in_nothing() -> None:
    found = made(PLAN, "vi")
    assert not found.differs.rows
    assert found.assumes in Markup(html(PLAN)).text
    assert say("vi", "brief_trend") in " ".join(found.lead)


def test_a_scenario_without_a_name_is_called_by_its_changes() -> None:
    count = say("vi", "preset_changed", name=PROVINCE.presets["plan_2024"].name_vi, count=1)
    assert made(MOVED, "vi").name == count
    assert count in made(MOVED, "vi").title
