"""What a card says beyond the source: what a figure is made of, its equation, its other roles."""

import re
from html import unescape

import pytest

from model.evidence.derived import equation_of, inputs_of
from model.province.rows import Observation, Target
from tests.support.page import html, linked
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from ui.pieces.source_cards import cards_html
from ui.text.words import LANGUAGES, in_language, name, say

DERIVED = [key for key in PROVINCE.indicators if inputs_of(PROVINCE, key)]


def card_of(key: str, language: str) -> str:
    """Return the list of a card as it is read, entities and blanks written out."""
    cards = cards_html(PROVINCE, language)
    return unescape(cards.split(f'id="s-{key}"')[1].split("</dl>")[0]).replace(
        "\N{NO-BREAK SPACE}", " "
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", DERIVED)
def test_a_derived_figure_names_its_inputs_and_leads_to_each(key: str, language: str) -> None:
    card = card_of(key, language)
    part = card.split(f"<dt>{say(language, 'source_made_of')}</dt>")[1].split("<dt>")[0]
    lines = part.split("<dd>")[1:]
    assert len(lines) == len(inputs_of(PROVINCE, key))
    for line, made_of in zip(lines, inputs_of(PROVINCE, key), strict=True):
        row = next(
            table[made_of]
            for table in (PROVINCE.indicators, PROVINCE.parameters, PROVINCE.levers)
            if made_of in table
        )
        assert name(row, language) in line
        assert re.search(r"\d", re.sub(r"<[^>]+>", "", line).split(":", 1)[1])
        if made_of in PROVINCE.indicators:
            assert f'popovertarget="s-{made_of}"' in line
        elif made_of in PROVINCE.parameters:
            assert re.search(r'data-to="block-\w+"', line)
        else:
            lever = PROVINCE.levers[made_of]
            assert PROVINCE.sources[lever.base_source].title_in(language) in line


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_projection_leads_to_its_equation_on_the_method_view(language: str) -> None:
    method = "".join(html(linked(PLAN, "method", language)))
    for key in PROVINCE.modelled:
        found = equation_of(PROVINCE, key)
        assert found is not None
        block, number = found
        words = say(language, "source_way_equation", number=number)
        assert f'data-to="block-{block}">{words}</a>' in card_of(key, language)
        assert f'id="block-{block}"' in method


def roles(key: str, language: str) -> list[str]:
    """Return the lines of a card on what else its number is."""
    _, _, rest = card_of(key, language).partition(f"<dt>{say(language, 'source_roles')}</dt>")
    return re.findall(r"<dd>([^<]+)</dd>", rest.split("<dt>")[0])


def test_a_number_in_two_roles_says_so() -> None:
    (line,) = roles("exports", "vi")
    assert line.startswith("1.500 triệu USD có nhiều vai: giá trị 2023 và mục tiêu 2024")
    first, second = roles("disbursement_rate_pm", "en")
    assert first.startswith("92.0% has several roles: the value of 2023 and the projection")
    assert "95.0%" in second
    assert "the target of 2024 and the projection of 2024 under the plan" in second
    assert roles("grdp_growth", "vi") == []


def test_trend_and_plan_alike_are_no_two_roles() -> None:
    """Special rice moves by its trend only, away from 2023 and from its target."""
    assert roles("special_rice_share", "vi") == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_of_a_card_are_in_the_language_of_the_page(language: str) -> None:
    """Of what else was published, of its target and of other ones."""
    other = "en" if language == "vi" else "vi"
    for key, target in PROVINCE.plan_targets.items():
        rows: list[Observation | Target] = [
            target,
            *(
                row
                for row in PROVINCE.observations
                if (row.key, row.year) == (key, PROVINCE.base_year)
                and row is not PROVINCE.observed(key, PROVINCE.base_year)
                and row.value not in (None, getattr(PROVINCE.observed(key, row.year), "value", 0))
            ),
        ]
        card = card_of(key, language)
        for row in rows:
            if row.note_vi != row.note_en:
                assert f"<small>{in_language(row, 'note', language)}</small>" in card
                assert f"<small>{in_language(row, 'note', other)}</small>" not in card
    assert "<small lang=" not in "".join(html(linked(PLAN, "method", language)))
