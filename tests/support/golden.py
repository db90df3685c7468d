"""Published results: each preset and indicator in 2024 and 2030, in tests/model/golden.csv.

``python -m tests.support.renew`` writes the file anew. It refuses to change a result while the
model version stays, because a result that changes without a word is a broken promise.
"""

import csv
from collections.abc import Iterable, Iterator
from hashlib import sha256
from math import isnan

from model import load_province, simulate
from model.scenario.scenario import preset_scenario
from tests.support.paths import ROOT

FILE = ROOT / "tests" / "model" / "golden.csv"
COLUMNS = ("preset", "indicator", "unit", "year", "value", "model_version")
UNDEFINED = "undefined"
DIGITS = 10
TOLERANCE = 2e-9


Row = tuple[str, ...]


def computed() -> Iterator[Row]:
    """Yield a row for each preset, modelled indicator and year, with 10 significant digits."""
    province = load_province()
    years = (province.base_year + 1, province.last_year)
    for preset in province.presets:
        levers = preset_scenario(province, preset).levers
        result = simulate(levers, horizon=province.last_year)
        for key in province.modelled:
            unit = province.indicators[key].unit
            for year in years:
                value = float(result[key][0, year - province.base_year - 1])
                text = UNDEFINED if isnan(value) else f"{value:.{DIGITS}g}"
                yield preset, key, unit, str(year), text, province.version


def stored() -> list[Row]:
    """Read the file."""
    with FILE.open(encoding="utf-8", newline="") as stream:
        header, *rows = map(tuple, csv.reader(stream))
    if header != COLUMNS:
        raise ValueError(f"{FILE.name}: header {header}, expected {COLUMNS}")
    return rows


def differences(old: Iterable[Row], new: Iterable[Row]) -> list[str]:
    """Name each preset, indicator and year whose result differs, in the order of the file."""
    before, now = ({row[:4]: row[4] for row in rows} for rows in (old, new))
    return [
        f"{preset}, {indicator}, {year}: {was} became {found} ({unit})"
        for preset, indicator, unit, year in {**before, **now}
        for place in [(preset, indicator, unit, year)]
        for was, found in [(before.get(place, "nothing"), now.get(place, "nothing"))]
        if not same(was, found)
    ]


def same(old: str, new: str) -> bool:
    """Compare two values; the last digit differs between processors."""
    if old == new:
        return True
    try:
        first, second = float(old), float(new)
    except ValueError:
        return False
    return abs(first - second) <= TOLERANCE * max(abs(first), abs(second))


def digest(rows: Iterable[Row]) -> str:
    """Return what ``versions.csv`` keeps of the results of a version."""
    return sha256("\n".join(",".join(row[:5]) for row in rows).encode()).hexdigest()[:16]


def renew() -> str:
    """Write the file; return what is to be said about it.

    Raises
    ------
    ValueError
        Results changed and the version of the model did not.
    """
    new = list(computed())
    old = stored() if FILE.exists() else []
    changed = differences(old, new)
    version = new[0][-1]
    if changed and {row[-1] for row in old} == {version}:
        raise ValueError(
            f"{len(changed)} results changed and the model version is still {version}; "
            "add a row to versions.csv. "
            f"The first: {changed[0]}"
        )
    with FILE.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, lineterminator="\n").writerows([COLUMNS, *new])
    return f"{FILE.name}: version {version}, {len(new)} results, {len(changed)} changed"
