"""What of Streamlit's scripts a view needs and its HTML does not name.

Streamlit fetches such a script when what it draws has come, and what that script imports after it:
by then the line has long been idle.
"""

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit

SCRIPTS = Path(streamlit.__file__).parent / "static" / "static" / "js"
EVERY_VIEW = ("Html", "BidiComponent")
"""What draws our markup, and the panel of levers."""
CHARTS = ("ArrowVegaLiteChart",)
WITHOUT_CHARTS = ("indicators", "compare")
_IMPORTED = re.compile(r"(?:from|import)\s*\"\./([\w.-]+\.js)\"")


def chunks(view: str, html: str) -> Sequence[str]:
    """Name the scripts that the first run of a view needs beside those in Streamlit's HTML."""
    found = _closure(EVERY_VIEW if view in WITHOUT_CHARTS else EVERY_VIEW + CHARTS)
    return [name for name in found if name not in html]


@cache
def _closure(starts: Sequence[str]) -> Sequence[str]:
    """Name scripts and all that they import, each once.

    Raises
    ------
    ValueError
        Streamlit has not one such script: another version.
    """
    todo = []
    for start in starts:
        (script,) = SCRIPTS.glob(f"{start}.*.js")
        todo.append(script.name)
    found: dict[str, None] = {}
    while todo:
        name = todo.pop()
        if name not in found:
            found[name] = None
            todo += _IMPORTED.findall((SCRIPTS / name).read_text(encoding="utf-8"))
    return tuple(found)
