"""What the model is in one paragraph and in one page; every number in them is computed."""

from collections.abc import Mapping
from functools import cache

from model.evidence.backtest import totals
from model.evidence.limits import Facts, facts
from model.province.province import Province
from model.scenario.results import growth_of, results
from model.scenario.scenario import preset_scenario
from model.uncertainty.draws import draw_count
from ui.pictures.past import scores
from ui.pieces.past_result import result_text
from ui.text.numbers import format_exact, format_number
from ui.text.words import say
from ui.views.method.effects import own

GRADES = ("A", "B", "C")
DECIMALS = 2
TOPICS = ("asks", "start", "money", "things", "sure", "tested", "evidence")
"""The paragraphs of the page; each is left out where the data have nothing for it."""

known = cache(facts)
"""Figures about the model itself, worked once for every language."""


def paragraph(province: Province, language: str) -> str:
    """Say in one paragraph what the model does and how far it can be trusted."""
    figures = _figures(province, language)
    tested = "summary_tested" if known(province)["scored"][0] else "summary_untested"
    return f"{say(language, 'summary', **figures)} {say(language, tested, **figures)}"


def page(province: Province, language: str) -> list[tuple[str, str]]:
    """Say the same in one page: the title of each paragraph and its text."""
    figures = {**_figures(province, language), **_effects(province, language)}
    texts = {topic: say(language, f"page_{topic}_text", **figures) for topic in TOPICS}
    texts["tested"] = " ".join(
        filter(None, (texts["tested"], result_text(totals(scores(province)), language)))
    )
    texts["evidence"] = f"{grades_text(province, language)} {texts['evidence']}"
    return [(say(language, f"page_{topic}"), text) for topic, text in texts.items()]


def grades_text(province: Province, language: str) -> str:
    """Count the parameters by grade."""
    rows = province.assumptions.values()
    counted = {grade: sum(row.grade == grade for row in rows) for grade in GRADES}
    return say(language, "method_grades", total=len(rows), **counted)


def _figures(province: Province, language: str) -> Mapping[str, object]:
    found: Facts = known(province)
    written = {key: format_number(*figure, language) for key, figure in found.items()}
    trend = growth_of(results(province, preset_scenario(province, province.reference_preset)))
    return {
        **written,
        "base": province.base_year,
        "next": province.base_year + 1,
        "last": province.last_year,
        "levers": len(province.levers),
        "indicators": len(province.modelled),
        "trend": format_number(trend, DECIMALS, language),
        "gap": format_exact(province.parameters["gap"].default, language),
        "draws": format_number(draw_count(province), 0, language),
    }


def _effects(province: Province, language: str) -> Mapping[str, str]:
    """Write GRDP gained for each VND of public money, in the first year and in all."""
    return {
        key: format_number(own(province)[key].central, DECIMALS, language)
        for key in ("first_year", "several_years")
    }
