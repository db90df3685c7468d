"""The documents of the project that people read, by their names."""

from collections.abc import Mapping
from types import MappingProxyType

from tests.support.paths import ROOT

PAGES = (
    ROOT / "README.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    ROOT / ".deploy" / "README.md",
    *sorted((ROOT / ".github").glob("*.md")),
)
DOCUMENTS: Mapping[str, str] = MappingProxyType(
    {page.relative_to(ROOT).as_posix(): page.read_text(encoding="utf-8") for page in PAGES}
)
