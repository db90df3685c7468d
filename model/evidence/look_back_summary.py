"""A look back in a few tables of English words, for the terminal and the model card."""

from collections.abc import Iterable, Iterator, Mapping
from statistics import fmean
from types import MappingProxyType

from model.evidence.look_back import (
    GROWTH_REPEATED,
    KNOWN,
    LEVEL,
    MEASURES,
    NATION_TARGET,
    REPEATED,
    REST,
    RIVALS,
    TARGET,
    UNKNOWN,
    LookBack,
    Score,
    against,
    expected_of_nation,
    look_backs,
    miss_of_growth,
    nation_came,
    worst,
)
from model.evidence.look_back_table import statuses_of
from model.evidence.origin import NATION
from model.province.province import Province
from model.scenario.targets import rounded
from model.uncertainty.bands import WIDTHS

Table = list[tuple[str, ...]]
"""Rows of cells, the header first."""
BEFORE, AFTERWARDS = "before", "afterwards"
MARKS: Mapping[str, str] = MappingProxyType(
    {
        BEFORE: "made before the outcome was known to its makers (outcomes were kept apart)",
        AFTERWARDS: "made afterwards; no number in it was fitted to the outcome",
    }
)
RIVAL_WORDS: Mapping[str, str] = MappingProxyType(
    {
        REPEATED: "{base} repeated",
        GROWTH_REPEATED: "change of {base} repeated",
        TARGET: "province's target",
        NATION_TARGET: "National Assembly's target for the nation",
        "fc_wb": "World Bank, nation",
        "fc_imf": "IMF, nation",
        "fc_adb": "ADB, nation",
    }
)
PART_WORDS: Mapping[str, str] = MappingProxyType(
    {
        NATION: "the nation grew otherwise than assumed",
        KNOWN: "levers that turned out otherwise than planned",
        UNKNOWN: "levers whose outcome is not known, back on the trend",
        REST: "what the model does not explain",
    }
)


def made(province: Province, version: str, year: int) -> str:
    """Tell whether a version was made before the outcome of a year was known, or afterwards."""
    return BEFORE if province.versions[version].blind_to(year) else AFTERWARDS


def who_knew(province: Province, year: int) -> Iterator[str]:
    """Say of each version that projected a year when it was made and whether its makers knew."""
    for version in dict.fromkeys(version for version, _ in look_backs(province, year)):
        mark = MARKS[made(province, version, year)]
        yield f"{version} of {province.versions[version].date}: {mark}"


def unseen_words(province: Province, found: LookBack) -> str:
    """Say how it did without what rests on a page of outcomes; empty where nothing does."""
    seen = [row.came.outcome for row in found.scored if row.came.outcome.seen]
    if not seen:
        return ""
    clean = found.unseen
    names = ", ".join(province.indicators[row.key].name_en.lower() for row in seen)
    held = ", ".join(str(clean.held(width)) for width in sorted(WIDTHS))
    return (
        f"The base of {len(seen)} rows was read off a page that also prints the outcome ({names}). "
        f"Without them bands of {' / '.join(map(str, sorted(WIDTHS)))} % held {held} of "
        f"{len(clean.ranged)}."
    )


def unit_of(measure: str) -> str:
    """Return what a miss is counted in."""
    return "%" if measure == LEVEL else "points"


def overall(province: Province, year: int) -> Table:
    """Return what every version and setting scored over all indicators."""
    misses = (f"{measure}, {unit_of(measure)}" for measure in MEASURES)
    held = (f"in {width} %" for width in sorted(WIDTHS))
    head = (
        "version",
        "made",
        "levers",
        "rows",
        "with band",
        *held,
        *misses,
        "CRPS",
        "better",
        "status",
    )
    return [head, *(_total(province, found) for found in look_backs(province, year).values())]


def _total(province: Province, found: LookBack) -> tuple[str, ...]:
    better, compared = found.better
    right, known = statuses_right(province, found)
    return (
        found.version,
        made(province, found.version, found.year),
        setting_words(province, found.setting),
        str(len(found.scored)),
        str(len(found.ranged)),
        *(str(found.held(width)) for width in sorted(WIDTHS)),
        *(_mean_miss(found.of(measure)) for measure in MEASURES),
        "–" if found.relative is None else f"{found.relative:.2f}",
        f"{better} of {compared}",
        f"{right} of {known}",
    )


def overall_notes(year: int) -> str:
    """Say what the columns of `overall` are."""
    return (
        "in 30, 60, 90 %: rows whose outcome that band held, of those with a band; rows move "
        "together, so these shares are no test. growth, level, rate: mean miss. CRPS: the score "
        f"over that of {year - 1} repeated, at most so much in half of the rows, lower is better; "
        "better: in how many it is lower. status: exceeded, met or missed came as projected, where "
        "a target is known."
    )


def statuses_right(province: Province, found: LookBack) -> tuple[int, int]:
    """Count the targets whose status came as projected, and of how many.

    Without those on which the ends of a range do not agree.
    """
    right = []
    for row in found.scored:
        both = statuses_of(province, row)
        if both is not None and len(both[1]) == 1:
            right.append(both[1] == (both[0],))
    return sum(right), len(right)


def _mean_miss(rows: Iterable[Score]) -> str:
    misses = [row.missed for row in rows]
    return f"{fmean(misses):.2f}" if misses else "–"


def setting_words(province: Province, setting: str) -> str:
    """Return the levers of a setting in words."""
    return province.word("look_back_word", setting).name_en


def worst_first(province: Province, found: LookBack, named: bool = True) -> Table:
    """Return the indicators of a look back, what no band foresaw first, and why if known."""
    head = ("indicator", "projected", "90 % band", "came", "unit", "error", "held", "why")
    rows: Table = [head]
    for row in worst(found.scores):
        indicator = province.indicators[row.key]

        def number(value: float, decimals: int = indicator.decimals) -> str:
            return f"{rounded(value, decimals):,.{decimals}f}"

        band = " to ".join(map(number, row.forecast.band(90))) if row.forecast.spreads else "none"
        held = [str(width) for width in sorted(WIDTHS) if row.within(width)]
        rows.append(
            (
                indicator.name_en if named else row.key,
                number(row.forecast.projected),
                band,
                " to ".join(map(number, dict.fromkeys(row.came.ends))),
                indicator.unit,
                _error(row),
                " ".join(held) or "none",
                row.came.outcome.note_en,
            )
        )
    return rows


def without_band(province: Province, found: LookBack) -> str:
    """Name what has no band, as a lever sets it, with its error; empty where all have one."""
    rows = [row for row in worst(found.scores) if not row.forecast.spreads]
    return ", ".join(f"{province.indicators[row.key].name_en} {_error(row)}" for row in rows)


def _error(row: Score) -> str:
    measure = row.came.outcome.measure
    return f"{row.error:+.{1 if measure == LEVEL else 2}f} {unit_of(measure)}"


def rivals(province: Province, found: LookBack) -> Table:
    """Return the mean misses of a look back beside those of its rivals, in the same rows."""
    return [
        ("of", "rival", "rows", "rival's miss", "model's miss", "unit"),
        *(
            (
                row.measure,
                rival_words(row.rival, found.year),
                str(row.count),
                f"{row.missed:.2f}",
                f"{row.model_missed:.2f}",
                unit_of(row.measure),
            )
            for row in sorted(against(province, found), key=lambda row: RIVALS.index(row.rival))
        ),
    ]


def rival_words(rival: str, year: int) -> str:
    """Name a rival."""
    return RIVAL_WORDS[rival].format(base=year - 1)


def split(province: Province, year: int) -> Table:
    """Return the parts of what the present version missed of growth; no rows where it has none."""
    parts = miss_of_growth(province, year)
    if parts is None:
        return []
    rows = [(PART_WORDS[key], f"{value:+.2f}") for key, value in parts.items()]
    return [("part", "points"), *rows, ("together", f"{sum(parts.values()):+.2f}")]


def nation(province: Province, year: int) -> Iterator[str]:
    """Say what was expected of the nation and what came, per cent."""
    came = nation_came(province, year)
    expected = expected_of_nation(province, year)
    if came is None or not expected:
        return
    said = ", ".join(
        f"{rival_words(rival, year).removesuffix(', nation')} {value:.2f}"
        for rival, value in expected.items()
    )
    yield f"Growth of the nation in {year} came as {came:.2f} %; expected: {said}."
