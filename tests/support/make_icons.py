"""Makes the font of icons, ``python -m tests.support.make_icons``, from the one of Streamlit.

It keeps the icons that Streamlit's scripts, its elements and our page name.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from tests.support.paths import ROOT
from web.icons import FONT

STREAMLIT = Path(streamlit.__file__).parent
SOURCE = "static/static/media/MaterialSymbols-Rounded.*.woff2"
NAMED = re.compile(r":material/([a-z0-9_]+):")


def named() -> set[str]:
    """Name every icon that may be asked for."""
    texts = [*(STREAMLIT / "static").rglob("*.js"), *(STREAMLIT / "elements").rglob("*.py")]
    texts += (ROOT / "ui").rglob("*.py")
    return {name for text in texts for name in NAMED.findall(text.read_text(encoding="utf-8"))}


def icons(font: TTFont) -> Mapping[str, str]:
    """Return the glyph of each icon of a font by the name that is typed for it."""
    signs = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    return {"".join(signs[it] for it in spelled): glyph for spelled, glyph in _ligatures(font)}


def _ligatures(font: TTFont) -> Iterator[tuple[tuple[str, ...], str]]:
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            ligatures = getattr(getattr(table, "ExtSubTable", table), "ligatures", {})
            for first, rows in ligatures.items():
                for row in rows:
                    yield (first, *row.Component), row.LigGlyph


def main() -> None:
    """Cut the font down; a name that it does not know shows as text, there as here."""
    font = TTFont(next(STREAMLIT.glob(SOURCE)), recalcTimestamp=False)
    known, names = icons(font), named()
    options = Options()
    options.layout_features = ["*"]
    options.layout_closure = False  # else every icon that the same letters spell is kept
    options.flavor = "woff2"
    subsetter = Subsetter(options)
    glyphs = [known[name] for name in names if name in known]
    subsetter.populate(glyphs=glyphs, text="".join(names))
    subsetter.subset(font)
    font.flavor = "woff2"
    font.save(FONT)


if __name__ == "__main__":
    main()
