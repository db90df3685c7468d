"""The view "Reach a target": the least change of free levers that reaches it, or the best.

Below it, whatever was asked, where the next money does most.
"""

import streamlit as st

from model.goal.reach import Goal
from ui.pictures.goal import ALL, Answer, Question, answers, question_key, solve
from ui.pieces.ask import PLACE
from ui.state.current import Page
from ui.text.markup import draw_html, macros
from ui.text.words import say
from ui.views.reach.answer import answer_html
from ui.views.reach.lever_map import draw_map
from ui.views.reach.money import draw_money
from ui.views.reach.question import TEMPLATE, ask

HANDFUL = 4
"""So many free levers are searched at once; more, and all targets, when the reader asks."""


def reach(page: Page) -> None:
    """Draw the question, its answer and, for one indicator, the map of two levers."""
    draw_html(macros(page.language, TEMPLATE).opening(PLACE))
    question = ask(page)
    if question is not None:
        _draw_answer(page, question)
    draw_money(page)


def _draw_answer(page: Page, question: Question) -> None:
    answer = _answer(page, question)
    if answer is None:
        return
    draw_html(answer_html(page, question, answer))
    if isinstance(answer, Goal):
        draw_map(page, question, answer)


def _answer(page: Page, question: Question) -> Answer | None:
    """Return the answer: kept, found at once, or found when the reader presses the button."""
    language = page.language
    key = question_key(page, question)
    place = st.empty()
    found = answers().get(key)
    if found is not None:
        return found
    long = question.indicator == ALL or len(question.free) > HANDFUL
    if long and not place.button(say(language, "reach_find"), key="reach_find", type="primary"):
        return None
    with place, st.spinner(say(language, "reach_running")):
        found = solve(page, question)
    place.empty()
    return answers().put(key, found)
