"""Lines of text in pictures."""

from hypothesis import given
from hypothesis import strategies as st

from web.pictures.lettering import SIGNS, balanced, drawn, shortened, text_width, wrapped

TEXTS = st.text(st.sampled_from("abỆương iWMmươ 012,.%–中🦐\u0301"), max_size=120) | st.text(
    max_size=40
)
WIDTHS = st.floats(20.0, 900.0)


@given(TEXTS)
def test_what_is_drawn_has_glyphs_and_is_drawn_again_as_it_is(text: str) -> None:
    assert set(drawn(text)) <= SIGNS
    assert drawn(drawn(text)) == drawn(text)


@given(TEXTS, WIDTHS)
def test_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = wrapped(text, width, 13)
    assert all(text_width(line, 13) <= width or len(line) == 1 for line in lines)
    assert "".join("".join(lines).split(" ")) == "".join(drawn(text).split(" "))


@given(TEXTS, WIDTHS)
def test_balanced_lines_are_as_many_and_fit(text: str, width: float) -> None:
    lines = balanced(text, width, 13)
    assert len(lines) == len(wrapped(text, width, 13))
    assert all(text_width(line, 13) <= width or len(line) == 1 for line in lines)


@given(TEXTS, WIDTHS)
def test_a_shortened_text_fits_and_keeps_its_ends(text: str, width: float) -> None:
    short = shortened(text, width, 12)
    assert text_width(short, 12) <= width
    before, cut, after = short.partition("…")
    assert short == drawn(text) or cut
    assert drawn(text).startswith(before) and drawn(text).endswith(after)


@given(st.text(st.sampled_from(sorted(SIGNS)), max_size=60))
def test_a_text_is_as_wide_as_its_parts(text: str) -> None:
    """Kerning brings letters nearer to each other, so that what is measured never overflows."""
    halves = text[: len(text) // 2], text[len(text) // 2 :]
    assert abs(text_width(text, 13) - sum(text_width(half, 13) for half in halves)) < 1.0
