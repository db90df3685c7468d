"""The paper of a scenario, before it is drawn: every word and figure of it, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from model.scenario.targets import OWN
from ui.pictures import targets, why
from ui.pictures.picture import Picture
from ui.pieces.presets import preset_names
from ui.pieces.warned import warned
from ui.state.address import changes, matching_preset
from ui.state.current import Page
from ui.text.numbers import format_date
from ui.text.words import in_language, name, say
from web.asked import Asked
from web.brief.differs import levers_table, own_assumptions
from web.brief.lead import lead
from web.brief.lower import Address, data_addresses, limits, page_address, sources
from web.brief.results import other_table, sure_table, target_table
from web.brief.room import HEADING, NOTE, Room, room_of, text_height
from web.brief.table import Table
from web.brief.why import contribution_tables, why_texts
from web.files import made_on

MOST_ASSUMPTIONS = 4
"""Own assumptions that are named; more are counted."""
LONG_NAME = 40
"""Letters from which the name of a scenario is set smaller."""
ACROSS = 182.0
"""Millimetres of a line of text."""
HEAD = 22.0
"""Millimetres of the head without the name and the lead."""


@dataclass(frozen=True)
class Paper:
    """The paper: plain text, tables and pictures.

    Attributes
    ----------
    made
        The day, as it is written; empty where the address names none.
    differs
        Levers off the plan; without any ``assumes`` says what the plan is.
    targets_picture
        Of the rows that stand in ``targets``; what it finds is said of all of them.
    picture_first
        Whether that picture stands on the first page; else the other indicators do.
    picture_row
        Millimetres of its rows.
    contributions
        By lever group and by channel.
    """

    page: Page
    place: str
    name: str
    version: str
    made: str
    lead: Sequence[str]
    differs: Table
    differs_title: str
    assumes: str
    assumptions: str
    warned: Sequence[str]
    targets: Table
    targets_picture: Picture
    picture_first: bool
    picture_row: float
    others: Table
    why: tuple[str, str]
    why_picture: Picture
    contributions: Sequence[Table]
    sure: Table
    limits: Sequence[str]
    sources: str
    link: Address
    data: Sequence[Address]

    @property
    def title(self) -> str:
        """What a window, a chat or the dialog of files calls the paper."""
        year = self.page.province.base_year + 1
        place = say(self.page.language, "province_name")
        return say(self.page.language, "brief_title", place=place, year=year, name=self.name)

    @property
    def has_long_name(self) -> bool:
        """Tell whether the name is set smaller."""
        return len(self.name) > LONG_NAME


def paper(asked: Asked) -> Paper:
    """Gather the paper of a scenario, with as many rows as two pages have room for.

    Raises
    ------
    InvalidInputError
        The day that the address names is none.
    """
    whole, language = _whole(asked), asked.language
    room = _room(whole)
    return replace(
        _with_own(whole, room.own),
        differs=whole.differs.cut(room.levers, language),
        picture_first=room.picture_first,
        picture_row=room.picture_row,
        others=whole.others.cut(room.others, language),
    )


def scenario_name(page: Page) -> str:
    """Name the scenario as its maker does, else as the page does above its levers."""
    province, scenario = page.province, page.scenario
    if scenario.name and scenario.name not in province.presets:
        return scenario.name
    chosen = matching_preset(province, scenario.levers)
    count = len(changes(province, scenario.levers, page.plan))
    presets = preset_names(province, page.language, chosen, count)
    return next(row.words for row in presets if row.here)


def _whole(asked: Asked) -> Paper:
    """Gather the paper with every row that there is."""
    page, province, language = asked.page, asked.province, asked.language
    day, year = made_on(asked), province.base_year + 1
    preset, growth = province.presets[province.default_preset], why.explained(page)
    beside_targets = targets.picture(page, {}, "light")
    changed = format_date(province.changed, language)
    shown_day = "" if day is None else format_date(day.isoformat(), language)
    place = say(language, "province_name"), say(language, "page_name", year=year)
    return Paper(
        page=page,
        place=" · ".join(place),
        name=scenario_name(page),
        version=say(language, "page_version", version=province.version, changed=changed),
        made=say(language, "brief_made", day=shown_day) if shown_day else "",
        lead=lead(page, beside_targets.finding),
        differs=levers_table(page),
        differs_title=say(language, "brief_differs", plan=name(preset, language)),
        assumes=in_language(preset, "assumes", language),
        assumptions=own_assumptions(page, MOST_ASSUMPTIONS),
        warned=warned(page),
        targets=target_table(page),
        targets_picture=beside_targets,
        picture_first=True,
        picture_row=0.0,
        others=other_table(page),
        why=why_texts(page, growth),
        why_picture=why.waterfall_picture(page, growth, why.GROUPS, "light"),
        contributions=contribution_tables(page, growth),
        sure=sure_table(page),
        limits=limits(province, language),
        sources=sources(page),
        link=page_address(asked),
        data=data_addresses(asked),
    )


def _room(whole: Paper) -> Room:
    """Share the first page out among what the paper would show."""
    assumed = f"{say(whole.page.language, 'brief_assumptions')} {whole.assumptions}"
    above = (
        HEAD
        + text_height(whole.name, 15 if whole.has_long_name else 20, ACROSS)
        + text_height(" ".join(whole.lead), 10, ACROSS - 8)
        + HEADING
        + (0.0 if whole.differs.rows else text_height(whole.assumes, 8.8, ACROSS))
        + (text_height(assumed, 8.8, ACROSS) if whole.assumptions else 0.0)
        + sum(text_height(text, 8.8, ACROSS - 12) for text in whole.warned)
        + (2 * NOTE if whole.warned else 0.0)
    )
    rows = whole.targets.rows
    return room_of(
        above,
        whole.differs.rows,
        [row for row in rows if not row.aside],
        [row for row in rows if row.aside],
        whole.others.rows,
    )


def _with_own(whole: Paper, room: int) -> Paper:
    """Leave own targets out for which there is no room, and say how many they are."""
    own = [row for row in whole.page.rows if row.target is not None and row.target.set == OWN]
    if len(own) <= room:
        return whole
    left_out = own[room:]
    shown = replace(whole.page, rows=tuple(row for row in whole.page.rows if row not in left_out))
    table = whole.targets.cut(len(whole.targets.rows) - len(left_out), whole.page.language)
    picture = targets.picture(shown, {}, "light")
    return replace(
        whole,
        targets=replace(table, rows=target_table(shown).rows),
        targets_picture=replace(picture, finding=whole.targets_picture.finding),
    )
