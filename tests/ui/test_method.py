"""The method view: what it is in short, its contents; words explained where they first stand."""

import re
from html import unescape

import pytest

from model.evidence.backtest import MODEL, backtest, comparisons, totals
from model.evidence.equations_document import equations
from model.evidence.limits import facts
from tests.support.page import html, linked
from tests.support.province import PROVINCE
from tests.support.reader import PLAN
from ui.text.numbers import format_number
from ui.text.words import LANGUAGES, words
from ui.views.look_back.doubts import DOUBT
from ui.views.method import summary
from ui.views.method.contents import LOOK_BACK, PARTS, contents
from ui.views.method.effects import own
from ui.views.method.equations import block_markdown
from ui.views.method.view import opening_html

FIRST_USES = {
    "method": {
        "vi": {
            "Shapley": "tác động bình quân của nhóm qua mọi thứ tự",
            "PCI": "năng lực cạnh tranh cấp tỉnh",
            "FDI,": "vốn trực tiếp nước ngoài",
            "CPI": "chỉ số giá tiêu dùng",
            "ICOR": "số đồng vốn cho mỗi đồng GRDP tăng thêm",
            "GRDP,": "tổng sản phẩm trên địa bàn",
            "OCOP (": "mỗi xã một sản phẩm",
            "độ lệch chuẩn": "mức lệch thường gặp",
            "phân phối tam giác": "dễ gặp nhất ở mặc định",
            "siêu khối Latin": "đi qua mọi phần của khoảng",
            "độ co giãn (": "phần trăm thay đổi",
        },
        "en": {
            "Shapley": "mean effect of a group over every order",
            "PCI": "index of provincial competitiveness",
            "FDI,": "direct investment from abroad",
            "CPI": "index of consumer prices",
            "ICOR": "for each VND that GRDP gains",
            "OCOP products (": "one commune, one product",
            "standard deviation": "a usual miss",
            "triangular distribution": "likeliest at the default",
            "Latin hypercube": "passes through every part of its range",
            "elasticity (": "per cent for each 1%",
        },
    },
    "look_back": {
        "vi": {
            "CRPS": "điểm chấm cả một khoảng",
            "Hồi quy": "đường thẳng khớp nhất",
            "Sai số chuẩn": "mức dao động thường gặp",
            "LTGM-PC": "mô hình phía cung của Ngân hàng Thế giới",
            "Độ lệch chuẩn": "mức lệch thường gặp",
        },
        "en": {
            "CRPS": "a score of a whole range",
            "Regressions": "straight lines that fit the points",
            "Standard errors": "how far an estimate usually strays",
            "LTGM-PC": "supply-side model of the World Bank",
            "standard deviation": "a usual miss",
        },
    },
}
"""Words that not every reader knows, and what must stand close to where a view first has each."""
NEAR = 160


def words_of(view: str, language: str) -> str:
    """Return the words of a view's explanations in the order in which they are read."""
    if view == "method":
        texts = [
            *(text for _, text in summary.page(PROVINCE, language)),
            words()["method_equations_note"][language],
            *(block_markdown(block, language) for block in equations()),
        ]
    else:
        notes = (f"trust_{part}_note" for part in ("backtest", "checks", "benchmarks"))
        doubts = (key for key in sorted(words()) if key.startswith(DOUBT))
        texts = [words()[key][language] for key in (*notes, *doubts)]
    return "\n".join(texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("view", FIRST_USES)
def test_words_of_the_trade_are_explained_where_a_view_first_has_them(
    view: str, language: str
) -> None:
    text = words_of(view, language)
    for word, explained in FIRST_USES[view][language].items():
        place = text.find(word)
        assert place >= 0, word
        assert explained in text[max(0, place - NEAR) : place + NEAR], word


@pytest.mark.parametrize("language", LANGUAGES)
def test_contents_lead_to_every_part_in_their_order(language: str) -> None:
    body = "".join(html(linked(PLAN, "method", language)))
    (nav,) = re.findall(r'<nav class="contents".*?</nav>', body)
    led = re.findall(r'data-set="view=method" data-to="([\w-]+)"', nav)
    assert led == [place for parts in PARTS.values() for place in parts if place != LOOK_BACK]
    assert re.findall(r'data-set="view=look_back">', nav)
    headings = dict(re.findall(r'<h3 id="([\w-]+)" tabindex="-1">(.*?)</h3>', body))
    assert [place for place in headings if place in led] == led
    shown = {
        line.place: line.words
        for _, lines in contents(PROVINCE, language)
        for line in lines
        if line.place
    }
    assert {place: unescape(headings[place]) for place in led} == shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_of_paragraph_and_page_are_those_of_the_model(language: str) -> None:
    """As they are computed anew, and no number stands in the words themselves."""
    model, *_ = comparisons(totals(backtest(PROVINCE)))
    assert model.method == MODEL
    short = summary.paragraph(PROVINCE, language)
    page = dict(summary.page(PROVINCE, language))
    for text in (short, " ".join(page.values())):
        assert format_number(model.missed, 1, language) in text
        assert f"{format_number(PROVINCE.levers['national_growth'].trend, 2, language)}%" in text
    effects = own(PROVINCE)
    for key in ("first_year", "several_years"):
        assert format_number(effects[key].central, 2, language) in " ".join(page.values())
    share, decimals = facts(PROVINCE)["share"]
    assert f"{format_number(share, decimals, language)}%" in " ".join(page.values())
    written = [key for key in words() if re.fullmatch(r"summary(_\w+)?|page_\w+_text", key)]
    assert len(written) == 3 + len(summary.TOPICS)
    for key in written:
        assert not re.search(r"\d", re.sub(r"\{\w+\}", "", words()[key][language])), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_is_a_page_and_the_paragraph_a_paragraph(language: str) -> None:
    assert 60 <= len(summary.paragraph(PROVINCE, language).split()) <= 170
    page = " ".join(text for _, text in summary.page(PROVINCE, language))
    assert 350 <= len(page.split()) <= 700


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_read_first_is_not_folded(language: str) -> None:
    body = opening_html(PROVINCE, language)
    before, _, _ = body.partition("<details")
    assert "in-short" in before
    assert "in-a-page" in before
    assert 'id="limits"' in before
