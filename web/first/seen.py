"""What the page will show of an address, as far as its first HTML says it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl

from markupsafe import Markup

from model.province.load import load_province
from model.province.province import Province
from model.scenario.link import NOTES
from ui.pieces.headline import Headline, headline
from ui.pieces.presets import PresetName, preset_names
from ui.pieces.sentence import sentence
from ui.pieces.status import status_counts
from ui.state.address import STEP, changes, matching_preset
from ui.state.current import Page, page_of
from ui.state.link import PageLink, decode_pairs
from ui.text.words import LANGUAGES, name, say
from web.asked import pairs_in
from web.first.told import described, titled

EMPTY = Markup()


@dataclass(frozen=True)
class Shown:
    """The scenario that the page will open with.

    Attributes
    ----------
    headline
        What the headline says, without the signs that open sources.
    counts
        How many targets are exceeded, met and missed.
    """

    page: Page
    headline: Headline
    counts: dict[str, int]
    sentence: str
    presets: Sequence[PresetName]


@dataclass(frozen=True)
class Seen:
    """What the first HTML says.

    Attributes
    ----------
    title, description
        What a chat shows of the link.
    year
        The year that is projected.
    plain
        The address has no query: it always means the plan.
    shown
        The scenario, None where the link was cut or could mostly not be read.
    """

    language: str
    view: str
    title: str
    description: str
    year: int
    plain: bool
    shown: Shown | None = None


def seen(query: str) -> Seen:
    """Read the query of an address as the page does, and say what it will show.

    The page goes on where parts of a link are refused, and so does this. Of a link that was cut,
    or is mostly refused, no number is said: none of it is known to be that of its sender.
    """
    province = load_province()
    pairs = pairs_in(query)
    stepped = dict(parse_qsl(query)).get(STEP)
    link = decode_pairs(province, pairs, whole=stepped is not None)
    year = province.base_year + 1
    if link.cut is not None or link.mostly_refused:
        title, description = _unknown(province, link, year)
        return Seen(link.language, link.view, title, description, year, plain=False)
    page = page_of(province, link)
    return Seen(
        language=link.language,
        view=link.view,
        title=titled(page, year),
        description=" · ".join((*_refused(link), described(page))),
        year=year,
        plain=not pairs,
        shown=_shown(page),
    )


def _unknown(province: Province, link: PageLink, year: int) -> tuple[str, str]:
    """Say what has become of a link; in every language where that of the reader is lost."""
    if link.cut is None:
        plan = name(province.presets[province.default_preset], link.language)
        title = say(link.language, "page_title", year=year)
        return title, say(link.language, "notices_plan", plan=plan)
    languages = (link.language,) if link.cut.ended else LANGUAGES
    title, description = (
        " · ".join(say(language, key) for language in languages) for key in ("cut_title", "cut_why")
    )
    return title, description


def _refused(link: PageLink) -> list[str]:
    """Say that not everything is as the link asks for."""
    count = sum(row.code not in NOTES for row in link.problems)
    return [say(link.language, "first_refused", count=count)] if count else []


def _shown(page: Page) -> Shown:
    province, language, levers = page.province, page.language, page.scenario.levers
    chosen = matching_preset(province, levers)
    count = len(changes(province, levers, page.plan))
    return Shown(
        page=page,
        headline=replace(headline(page), growth_mark=EMPTY, income_mark=EMPTY),
        counts=status_counts(page.rows),
        sentence=sentence(page),
        presets=preset_names(province, language, chosen, count),
    )
