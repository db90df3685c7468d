"""The view "Reach a target": the least change of free levers that reaches it, or the best.

Below it, whatever was asked, where the next money does most.
"""

import streamlit as st

from model.goal.reach import Goal
from ui.pictures.goal import ALL, Answer, Question, search
from ui.pictures.money import comparison
from ui.pieces.ask import PLACE
from ui.pieces.waiting import asks_again, wait_for
from ui.state.current import Page
from ui.state.dear import Dear
from ui.text.markup import draw_html, macros
from ui.text.words import say
from ui.views.reach.answer import answer_html
from ui.views.reach.lever_map import draw_map
from ui.views.reach.money import draw_money
from ui.views.reach.question import TEMPLATE, ask

FEW, HANDFUL = 2, 4
"""So many free levers are searched in the run, and so many in the lane without being asked to.

More, and all targets, when the reader presses a button.
"""


SEARCH, MONEY = "reach_find", "reach_money"
"""What may have to wait: an answer together with the comparison of money, or the latter alone."""


def reach(page: Page) -> None:
    """Draw the question, its answer and, for one indicator, the map of two levers.

    An answer that takes less than to wait for another process is drawn before money is compared.
    """
    draw_html(macros(page.language, TEMPLATE).opening(PLACE))
    question, money = ask(page), comparison(page)
    asked = None if question is None else _asked(page, question)
    if question is not None and asked is not None:
        in_run = question.indicator != ALL and len(question.free) <= FEW
        if not (in_run or wait_for(page, SEARCH, "reach_running", [asked, money])):
            return
        _draw_answer(page, question, asked.here(page.province))
    if wait_for(page, MONEY, "reach_running", [money]):
        draw_money(page, money.here(page.province))


def _asked(page: Page, question: Question) -> Dear[Answer] | None:
    """Return the search: kept, quick, or one for which the reader pressed the button."""
    found, place = search(page, question), st.empty()
    quick = question.indicator != ALL and len(question.free) <= HANDFUL
    if quick or found.found is not None or asks_again(SEARCH):
        return found
    if not place.button(say(page.language, "reach_find"), key="reach_find", type="primary"):
        return None
    place.empty()
    return found


def _draw_answer(page: Page, question: Question, answer: Answer) -> None:
    words = answer_html(page, question, answer)
    if isinstance(answer, Goal):
        draw_map(page, question, answer, words)
    else:
        draw_html(words)
