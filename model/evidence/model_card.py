"""The documents that the data tables write: the model card and the change log."""

from collections.abc import Iterator

from model.engine import simulate
from model.evidence.backtest import RIVALS, Score, backtest, comparisons, held, totals
from model.evidence.benchmarks import benchmarks
from model.evidence.effects import (
    AMOUNT,
    BOOKED,
    LAST_YEAR,
    ComparedEffect,
    by_booking,
    compared_effects,
    own_effects,
)
from model.evidence.limits import facts, limit_text, weakest
from model.evidence.look_back_card import look_back_section
from model.evidence.markdown import bullets, table
from model.problems import plain
from model.province.keys import GROWTH
from model.province.province import Province
from model.scenario.scenario import preset_scenario
from model.uncertainty.bands import WIDTHS, spread
from model.uncertainty.draws import draw_count
from model.uncertainty.outcome import dimension_name

WEAKEST = 8
LANGUAGES = {"vi": "Bằng tiếng Việt", "en": "In English"}
GRADES = {"A": "in the source", "B": "derived from sources", "C": "assumed"}
METHODS = {
    "projected": "model",
    "nation": "National Assembly",
    "world_bank": "World Bank",
    "naive": "year before",
    "mean": "mean of the years known",
    "target": "province's target",
}


def model_card(province: Province) -> str:
    """Write the model card in Markdown: what it is, for what, how good, and what it is not."""
    return "\n".join(
        (
            f"# Model card: {province.model} {province.version}",
            "",
            "Written from the data tables by `python -m model card`; change the tables.",
            "",
            *_about(province),
            *_levers(province),
            *_indicators(province),
            *_parameters(province),
            *_how_sure(province),
            *look_back_section(province),
            *_how_good(province),
            *_effects(province),
            *_limits(province),
            *_sources(province),
        )
    )


def _about(province: Province) -> Iterator[str]:
    first = province.base_year + 1
    place = ", ".join(reversed(province.region.split("|")))
    yield from (
        "## What it is",
        "",
        f"A small, transparent growth model of {place}: levers of the {first} plan in, "
        f"projected indicators of {first} out, with the path to {province.last_year} under the "
        "same levers.",
        "",
        "For: asking *what if*, comparing settings of a plan, teaching, arguing about numbers "
        "openly.",
        "Not for: official figures, a forecast to rely on, anything below the whole province, or "
        "a decision on its numbers alone; see the limits.",
        "",
        *table(
            ("", ""),
            [
                ("version", f"{province.version}, {province.changed}"),
                ("schema of links", str(province.schema)),
                ("base year", str(province.base_year)),
                ("draws", f"{draw_count(province):,}, stored"),
                ("licence", "code MIT, data CC BY 4.0"),
            ],
        ),
    )


def _levers(province: Province) -> Iterator[str]:
    base = str(province.base_year)
    rows = [
        (
            row.key,
            row.name_en,
            row.unit,
            f"{plain(row.min)} to {plain(row.max)}",
            f"{plain(row.base)} ({row.base_kind})",
            f"{plain(row.trend)} ({row.trend_kind})",
            f"{plain(row.plan)} ({row.plan_kind})",
        )
        for row in province.levers.values()
    ]
    yield from ("## What goes in", "")
    yield from table(("lever", "name", "unit", "range", base, "trend", "plan"), rows)


def _indicators(province: Province) -> Iterator[str]:
    def target(key: str) -> str:
        return province.plan_targets[key].text if key in province.plan_targets else "not known"

    rows = province.indicators.values()
    year = province.base_year + 1
    yield from ("## What comes out", "")
    yield from table(
        ("indicator", "name", "unit", f"target {year}"),
        [(row.key, row.name_en, row.unit, target(row.key)) for row in rows if row.modelled],
    )
    yield from ("Shown and not modelled:", "")
    yield from bullets(f"{row.name_en}: {row.note_en}" for row in rows if not row.modelled)


def _parameters(province: Province) -> Iterator[str]:
    rows = province.assumptions.values()
    yield from (
        "## Parameters",
        "",
        f"{len(rows)}, each with range, grade and source in `parameters.csv`:",
        "",
    )
    for grade, words in GRADES.items():
        keys = [f"`{row.key}`" for row in rows if row.grade == grade]
        yield f"- {grade}, {words} ({len(keys)}): {', '.join(keys)}"
    yield from (
        "",
        "The assumed ones that move the plan's effect on growth most, from one end of their range",
        "to the other:",
        "",
    )
    yield from table(
        ("parameter", "effect of the plan, points"),
        [
            (dimension_name(province, swing.key), f"{swing.low:.2f} to {swing.high:.2f}")
            for swing in weakest(province, WEAKEST)
        ],
    )


def _how_sure(province: Province) -> Iterator[str]:
    plan = preset_scenario(province, province.default_preset)
    found, path = spread(province, plan), simulate(province, plan.levers)
    growth, usual = (float(values[GROWTH][0, 0]) for values in (path, simulate(province)))
    drawn = sum(row.distribution == "triangular" for row in province.assumptions.values())
    low, high = WIDTHS[90]
    yield from (
        "## How sure it is",
        "",
        f"{found.size:,} stored draws of {drawn} parameters, triangular over their range, and of "
        "residuals. Growth of the first year under the plan:",
        "",
    )
    yield from table(
        ("band", "at defaults", "5 %", "95 %", "unit"),
        [
            (
                name,
                f"{value:.2f}",
                *(f"{cuts[GROWTH][place, 0]:.2f}" for place in (low, high)),
                unit,
            )
            for name, value, cuts, unit in (
                (
                    "effect of the plan against the reference: parameters",
                    growth - usual,
                    found.effect,
                    "points",
                ),
                ("level: parameters and residuals", growth, found.level, "%"),
            )
        ],
    )


def _how_good(province: Province) -> Iterator[str]:
    scores = totals(backtest(province))
    kept = ", ".join(f"{width} % in {held(scores, width)}" for width in sorted(WIDTHS))
    yield from (
        "## How good it is",
        "",
        "Growth projected with what was known a year before; National Assembly and World Bank: "
        "what they expected of the nation, with no gap.",
        "",
    )
    yield from table(
        ("year", "outcome", "model", "90 % band", *(METHODS[key] for key in RIVALS), "rules"),
        [
            (
                str(row.year),
                f"{row.outcome:.2f}",
                f"{row.projected:.2f}",
                " to ".join(f"{end:.2f}" for end in row.bands[90]),
                *(_said(row, method) for method in RIVALS),
                ", ".join(row.rules).replace("_", " "),
            )
            for row in scores
        ],
    )
    yield from (
        "Mean absolute error (MAE) and continuous ranked probability score (CRPS; of a point "
        "forecast its absolute error), points, lower is better; the model in the same years:",
        "",
    )
    yield from table(
        ("forecast", "years", "MAE", "CRPS", "model's MAE", "model's CRPS"),
        [
            (
                METHODS[row.method],
                str(row.years),
                f"{row.missed:.2f}",
                f"{row.crps:.2f}",
                f"{row.model_missed:.2f}",
                f"{row.model_crps:.2f}",
            )
            for row in comparisons(scores)
        ],
    )
    yield from (
        f"Bands held in years of {len(scores)}: {kept}.",
        "",
        "Against the other provinces of the region:",
        "",
    )
    yield from table(
        ("check", "estimate", "standard error", "model", "unit", "verdict"),
        [
            (
                row.key.replace("_", " "),
                f"{row.estimate:.3f}",
                f"{row.standard_error:.3f}",
                f"{row.expected:.3f}",
                row.unit,
                row.verdict,
            )
            for row in province.cross_checks.values()
        ],
    )
    yield from ("Against published results:", "")
    yield from table(
        ("result", "published", "model", "unit", "verdict"),
        [
            (
                row.benchmark.name_en,
                " to ".join(
                    plain(end) for end in (row.benchmark.low, row.benchmark.high) if end is not None
                ),
                f"{row.model:.2f}",
                row.benchmark.unit,
                row.verdict,
            )
            for row in benchmarks(province)
        ],
    )


def _effects(province: Province) -> Iterator[str]:
    own, booked = own_effects(province), province.parameters[BOOKED]
    low, high = by_booking(province)
    yield from (
        "## Our effect among published ones",
        "",
        f"Of public money {AMOUNT:,.0f} bn VND a year above the trend, disbursed at its rate. GRDP "
        f"gained over money spent, both at prices of {province.base_year}, until the year that is "
        "named; growth of later years in points for each per cent of GRDP; private VND that a "
        "public one brings. The draws are of parameters, without residuals.",
        "",
    )
    yield from table(
        ("effect", "at defaults", "5 %", "95 %"),
        [
            (
                f"Multiplier in {province.last_year} alone"
                if key == LAST_YEAR
                else province.word("effect", key).name_en,
                *(f"{cut:.2f}" for cut in (row.central, row.low, row.high)),
            )
            for key, row in own.items()
        ],
    )
    yield from ("What others found, contrary results included:", "")
    yield from table(
        ("effect", "where", "how", "published", "model's 90 % band", "source"),
        [
            (
                province.word("effect", row.effect.measure).name_en,
                f"{row.effect.place_en}, {row.effect.years}".removesuffix(", "),
                row.effect.method_en,
                _published(row),
                row.verdict,
                f"`{row.effect.source}`",
            )
            for row in compared_effects(province, own)
        ],
    )
    yield from (
        "What would settle it: whether GRDP books works by site or by the province of the firm. "
        f"By site ({booked.symbol} = {plain(booked.high)}) the multiplier of the first year is "
        f"{high:.2f}, by firm, where those of the province do {plain(booked.low)} of the works, "
        f"{low:.2f}. A table of construction output by the firm's province and ownership, from "
        "the statistics office, would answer it.",
        "",
    )


def _published(compared: ComparedEffect) -> str:
    """Write a published effect: its number or range, or what is known of its sign."""
    row = compared.effect
    ends = [plain(end) for end in dict.fromkeys((row.low, row.high)) if end is not None]
    return " to ".join(ends) or row.finding_en


def _limits(province: Province) -> Iterator[str]:
    found = facts(province)
    yield from ("## Limits", "")
    for language, title in LANGUAGES.items():
        yield from (f"### {title}", "")
        comma = language == "vi"

        def write(value: float | None, decimals: int, comma: bool = comma) -> str:
            text = _known(value, decimals)
            return text.replace(".", ",") if comma else text

        for group in province.group_rows("limit"):
            rows = [row for row in province.limits.values() if row.kind == group.key]
            yield from (f"**{group.name_vi if comma else group.name_en}**", "")
            yield from bullets(limit_text(row, found, language, write) for row in rows)


def _sources(province: Province) -> Iterator[str]:
    yield from (
        "## Sources",
        "",
        f"{len(province.sources)} in `sources.csv`; every number names one. Where sources "
        "disagree, one is used by a stated rule and the others are kept in `observations.csv`.",
        "A wrong number? Open an issue with its key and a better source.",
        "",
    )


def _said(row: Score, method: str) -> str:
    """Write what a method said; of a range both ends."""
    ends = dict.fromkeys(row.forecasts.get(method, ()))
    return " to ".join(f"{end:.2f}" for end in ends) or "–"


def _known(value: float | None, decimals: int = 2) -> str:
    return "–" if value is None else f"{value:.{decimals}f}"
