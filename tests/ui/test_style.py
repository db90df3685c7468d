"""The sheets of the page: each is loaded, in their order, and one touches Streamlit's elements."""

from ui.frame.style import sheets
from ui.text.words import UI


def test_every_sheet_below_ui_is_loaded_once_and_the_base_first() -> None:
    assert sorted(sheets()) == sorted(UI.rglob("*.css"))
    assert sheets()[0] == UI / "base.css"


def test_streamlits_test_ids_are_touched_in_one_sheet() -> None:
    touching = [sheet for sheet in sheets() if "data-testid" in sheet.read_text(encoding="utf-8")]
    assert touching == [UI / "frame" / "streamlit.css"]
