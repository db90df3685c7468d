"""A link that did not arrive whole: what is missing, and what the reader may open instead.

No number is shown and the address stays as it is, so that nobody takes another scenario for that
of the sender.
"""

import streamlit as st
from markupsafe import Markup

from model.province.province import Province
from model.scenario.link import Cut
from model.scenario.scenario import preset_scenario
from ui.frame.style import draw_style
from ui.state.link import PageLink, encode
from ui.text.markup import draw_html, render
from ui.text.problems import problem_text
from ui.text.words import LANGUAGES, name, say


def draw_cut(province: Province, link: PageLink, cut: Cut) -> None:
    """Draw what is known of a cut link; in every language where that of the reader is lost."""
    languages = (link.language,) if cut.ended else LANGUAGES
    draw_style(languages[0])
    for language in languages:
        draw_html(_cut_html(province, link, cut, language, headed=language == languages[0]))


def _cut_html(province: Province, link: PageLink, cut: Cut, language: str, headed: bool) -> Markup:
    plan = preset_scenario(province, province.default_preset)
    within = "?embed=true&" if st.context.is_embedded else "?"
    found = link.scenario
    something = dict(found.levers) != dict(plan.levers) or any(
        (found.targets, found.parameters, found.pins)
    )
    return render(
        "frame/cut/template.html",
        language,
        headed=headed,
        year=province.base_year + 1,
        said=lever_text(province, cut, language),
        missing=[name(province.levers[key], language) for key in cut.missing],
        problems=[problem_text(province, row, language, replaced=True) for row in link.problems],
        plan=name(province.presets[province.default_preset], language),
        arrived=encode(province, found, link.view, language).replace("?", within, 1)
        if something
        else "",
        afresh=encode(province, plan, link.view, language).replace("?", within, 1),
    )


def lever_text(province: Province, cut: Cut, language: str) -> str:
    """Say which levers of a cut link arrived, of how many."""
    names = ", ".join(name(province.levers[key], language) for key in cut.arrived)
    if cut.count is None:
        return say(language, "cut_unknown")
    if cut.missing:
        return say(language, "cut_missing", lost=len(cut.missing), count=cut.count)
    if not cut.count:
        return say(language, "cut_none")
    lost = cut.count - len(cut.arrived)
    if not lost:
        return say(language, "cut_after", count=cut.count)
    if not cut.arrived:
        return say(language, "cut_all", count=cut.count)
    arrived = len(cut.arrived)
    return say(language, "cut_some", arrived=arrived, count=cut.count, names=names, lost=lost)
