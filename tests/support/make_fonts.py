"""Makes the fonts of pictures from the variable Source Sans that Streamlit ships.

``python -m tests.support.make_fonts`` writes them anew, should a sign be needed that they lack;
docs/decisions/picture-fonts.md says why they are stored.
"""

from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from web.pictures.lettering import FAMILY, FILES, FONTS, SIGNS

MEDIA = Path(streamlit.__file__).parent / "static/static/media"
SOURCE = "SourceSansVF-Upright.ttf.*.woff2"
STYLES = {400: "Regular", 600: "Semibold"}
OPEN = "https://openfontlicense.org"
COPYRIGHT, VENDOR, DESIGNER, ADDRESS = 0, 8, 9, 11
LICENSE = (
    "This Font Software is licensed under the SIL Open Font License, Version 1.1. "
    f"This license is available with a FAQ at: {OPEN}"
)
REGULAR = 1 << 6
"""Bit of ``fsSelection``."""


def main() -> None:
    """Write both weights, each as TrueType and as WOFF2."""
    source = next(MEDIA.glob(SOURCE))
    for weight, file in FILES.items():
        font = instantiateVariableFont(TTFont(source, recalcTimestamp=False), {"wght": weight})
        _cut_down(font)
        _rename(font, weight, file)
        for flavor, ending in ((None, "ttf"), ("woff2", "woff2")):
            font.flavor = flavor
            font.save(FONTS / f"{file}.{ending}")


def _cut_down(font: TTFont) -> None:
    """Keep the signs of pictures and how they stand beside each other."""
    options = Options()
    options.layout_features = ["kern"]
    options.hinting = False
    options.notdef_outline = True
    options.name_languages = [0x409]
    options.drop_tables += ["STAT", "BASE"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(sign) for sign in SIGNS])
    subsetter.subset(font)


def _rename(font: TTFont, weight: int, file: str) -> None:
    """Take the reserved name off; the copyright stays as it is."""
    style, names = STYLES[weight], font["name"]
    kept = (COPYRIGHT, VENDOR, DESIGNER, ADDRESS)
    names.names = [row for row in names.names if row.nameID in kept]
    regular = weight == 400
    own = FAMILY if regular else f"{FAMILY} {style}"
    texts = {1: own, 2: "Regular", 3: f"3.052;{file}", 4: own, 5: "Version 3.052", 6: file}
    texts |= {13: LICENSE, 14: OPEN, 16: FAMILY, 17: style}
    for number, text in texts.items():
        names.setName(text, number, 3, 1, 0x409)
    table = font["OS/2"]
    table.usWeightClass = weight
    table.fsSelection = (table.fsSelection & ~REGULAR) | (REGULAR if regular else 0)


if __name__ == "__main__":
    main()
