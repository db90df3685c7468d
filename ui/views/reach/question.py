"""The question of the view "Reach a target": chosen, typed, checked, kept for the visit."""

import streamlit as st

from model.goal.free_levers import is_range
from model.province.rows import Lever
from model.scenario.targets import scenario_targets
from ui.pictures.goal import (
    ALL,
    FIRST_CHOICE,
    FIRST_LEVERS,
    Question,
    first_levers,
    lever_words,
)
from ui.pieces.indicator import titled
from ui.pieces.typed_entry import LONGEST, Refusal, objection, refusal, typed_in
from ui.state.address import CHOOSE, step_mark
from ui.state.current import Page
from ui.state.session import GoalDraft, session
from ui.text.markup import draw_html, macros
from ui.text.numbers import format_exact, format_target
from ui.text.typed import parse_exact
from ui.text.words import name, say

TEMPLATE = "views/reach/template.html"
Refusals = dict[str, Refusal]
"""What is refused, by field."""


def ask(page: Page) -> Question | None:
    """Draw the fields; return the question, or None and say what is refused about it."""
    province, language = page.province, page.language
    visit = session()
    draft = visit.goal_draft or GoalDraft(FIRST_CHOICE, FIRST_LEVERS, language=language)
    asked = _pressed(page)
    if asked is not None:
        draft = asked
        st.session_state[f"reach_key_{language}"] = draft.indicator
        st.session_state[f"reach_levers_{language}"] = list(draft.levers)
    typed = _typed_in_language(draft, language)
    refused: Refusals = {}
    with st.container(key="reach_what", horizontal=True):
        _restore(f"reach_key_{language}", draft.indicator)
        indicator = st.selectbox(
            say(language, "choose_indicator"),
            [ALL, *province.modelled],
            format_func=lambda key: _indicator_words(page, key),
            key=f"reach_key_{language}",
        )
        target = 0.0
        if indicator != ALL:
            target, problems = _target_field(page, indicator, typed)
            refused |= problems
    _restore(f"reach_levers_{language}", list(draft.levers))
    levers = st.multiselect(
        say(language, "reach_levers"),
        list(province.levers),
        format_func=lambda key: name(province.levers[key], language),
        key=f"reach_levers_{language}",
        placeholder=say(language, "reach_choose"),
    )
    if not levers:
        refused["levers"] = Refusal(say(language, "reach_refused_levers"))
    free = []
    with st.container(key="reach_ranges"):
        for key in levers:
            low, high, problems = _range_fields(page, province.levers[key], typed)
            refused |= problems
            free.append((key, low, high))
    visit.goal_draft = GoalDraft(indicator, tuple(levers), typed, language)
    if refused:
        _draw_refused(refused, language)
        return None
    return Question(indicator, target, tuple(free))


def _pressed(page: Page) -> GoalDraft | None:
    """Return, once, the question whose link the reader pressed; see `ui.pieces.ask`."""
    visit, pressed = session(), step_mark()
    if pressed == visit.question_pressed:
        return None
    visit.question_pressed = pressed
    key = pressed.partition(".")[0].removeprefix(CHOOSE)
    if not pressed.startswith(CHOOSE) or key not in page.province.modelled:
        return None
    return GoalDraft(key, first_levers(page, key), language=page.language)


def _restore(key: str, value: object) -> None:
    """Set a field that was not drawn in the last run to what it held before."""
    st.session_state.setdefault(key, value)


def _typed_in_language(draft: GoalDraft, language: str) -> dict[str, str]:
    """Write the typed numbers as the reader's language does; other texts stay."""
    if draft.language == language:
        return dict(draft.typed)
    numbers = {key: parse_exact(text, draft.language) for key, text in draft.typed.items()}
    return {
        key: text if (number := numbers[key]) is None else format_exact(number, language)
        for key, text in draft.typed.items()
    }


def _number_field(key: str, label: str, default: str, typed: dict[str, str], language: str) -> str:
    """Draw a field for a number and keep what was typed into it."""
    full = f"reach_{key}_{language}"
    _restore(full, typed.pop(key, default))
    alone = key.startswith("target")
    text = st.text_input(label, key=full, label_visibility="visible" if alone else "collapsed")
    if text != default:
        typed[key] = text
    return text


def _draw_refused(refused: Refusals, language: str) -> None:
    """Say what is refused; a button puts the other reading of a number into its field."""
    draw_html(macros(language).refused([found.words for found in refused.values()]))
    with st.container(key="reach_takes", horizontal=True):
        for key, found in refused.items():
            if found.other:
                st.button(
                    say(language, "typed_take", other=found.other),
                    key=f"reach_take_{key}",
                    on_click=_put,
                    args=(f"reach_{key}_{language}", found.other),
                )


def _put(field: str, text: str) -> None:
    st.session_state[field] = text


def _target_field(page: Page, key: str, typed: dict[str, str]) -> tuple[float, Refusals]:
    """Draw the field for the target; return it, or what is refused about it."""
    language, indicator = page.language, page.province.indicators[key]
    known = scenario_targets(page.province, page.scenario).get(key)
    measure = page.province.units[indicator.unit]
    title, unit = name(indicator, language), name(measure, language)
    label, default = say(language, "reach_target_own", unit=unit), ""
    if known is not None:
        words = format_target(known, language)
        label = say(language, "reach_target_known", unit=unit, target=words)
        default = format_exact(known.value, language)
    text = _number_field(f"target_{key}", label, default, typed, language)
    read = typed_in(text, language, measure)
    value = text[:LONGEST]
    plain = say(language, "reach_refused_target", indicator=title, value=value, unit=unit)
    refused = refusal(read, title, indicator.range, measure, language, plain)
    return read.number or 0.0, {} if refused is None else {f"target_{key}": refused}


def _range_fields(page: Page, lever: Lever, typed: dict[str, str]) -> tuple[float, float, Refusals]:
    """Draw the fields for the range of a lever; return it, or what is refused about it."""
    language, words = page.language, name(lever, page.language)
    measure = page.province.units[lever.unit]
    unit = name(measure, language)
    limits = tuple(format_exact(limit, language) for limit in lever.range)
    with st.container(key=f"reach_range_{lever.key}", horizontal=True):
        draw_html(macros(language, TEMPLATE).range_label(lever_words(page, lever)))
        texts = [
            _number_field(
                f"{end}_{lever.key}",
                say(language, f"reach_{end}", lever=words),
                default,
                typed,
                language,
            )
            for end, default in zip(("low", "high"), limits, strict=True)
        ]
    reads = [typed_in(text, language, measure) for text in texts]
    found = {
        f"{end}_{lever.key}": objection(read, words, lever.range, measure, language)
        for end, read in zip(("low", "high"), reads, strict=True)
    }
    objections = {key: why for key, why in found.items() if why is not None}
    if objections:
        return lever.min, lever.max, objections
    low, high = (read.number for read in reads)
    if low is not None and high is not None and is_range(lever, low, high):
        return low, high, {}
    refused = say(
        language,
        "reach_refused_range",
        lever=words,
        value=say(language, "interval", low=texts[0][:LONGEST], high=texts[1][:LONGEST]),
        low=limits[0],
        high=limits[1],
        unit=unit,
        step=format_exact(lever.step, language),
    )
    return lever.min, lever.max, {lever.key: Refusal(refused)}


def _indicator_words(page: Page, key: str) -> str:
    if key == ALL:
        return say(page.language, "reach_all")
    return titled(page, page.province.indicators[key])
