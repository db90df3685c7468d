"""What the model is not: the texts of ``limits.csv`` with the figures they name."""

from collections.abc import Callable, Mapping

from model.evidence.backtest import MODEL, backtest, comparisons, totals
from model.province.keys import GROWTH
from model.province.province import Province
from model.province.references import PLACE
from model.province.rows import Limit
from model.scenario.scenario import preset_scenario
from model.uncertainty.bands import spread
from model.uncertainty.draws import hypercube_column
from model.uncertainty.tornado import Swing, tornado

ASSUMED = "C"

Facts = Mapping[str, tuple[float | None, int]]
"""Figures by name, each with its decimals; None where the data do not tell."""
Write = Callable[[float | None, int], str]
"""Writes a number with decimals in the reader's convention."""


def facts(province: Province) -> Facts:
    """Compute the figures that limits name, those of a scenario for the default preset."""
    plan = preset_scenario(province, province.default_preset)
    rows = province.assumptions.values()
    parts = spread(province, plan).parts[GROWTH]
    found = {row.method: row for row in comparisons(totals(backtest(province)))}
    model, nation, mean = (found.get(method) for method in (MODEL, "nation", "mean"))
    return {
        "share": (None if parts is None else 100.0 * parts.residual, 0),
        "sigma": (province.parameters["sd_agg"].default, 1),
        "targets": (float(len(province.plan_targets.keys() & set(province.modelled))), 0),
        "grade_c": (float(sum(row.grade == ASSUMED for row in rows)), 0),
        "parameters": (float(len(rows)), 0),
        "scored": (0.0 if model is None else float(model.years), 0),
        "missed": (None if model is None else model.missed, 1),
        "missed_nation": (None if nation is None else nation.missed, 1),
        "scored_mean": (0.0 if mean is None else float(mean.years), 0),
        "missed_mean": (None if mean is None else mean.missed, 1),
        "missed_beside_mean": (None if mean is None else mean.model_missed, 1),
    }


def limit_text(row: Limit, found: Facts, language: str, write: Write) -> str:
    """Return a limit in plain words, its places filled with `facts`."""
    text = row.text_vi if language == "vi" else row.text_en
    return PLACE.sub(lambda place: write(*found[place[1]]), text)


def weakest(province: Province, count: int) -> tuple[Swing, ...]:
    """Return the assumed parameters that move the plan's effect on growth most.

    A shared dimension (``alpha``, ``beta``) counts if all its parameters are assumed.
    """
    plan = preset_scenario(province, province.default_preset)
    known = {
        hypercube_column(key) for key, row in province.assumptions.items() if row.grade != ASSUMED
    }
    swings = tornado(province, plan, GROWTH, effect=True).swings
    return tuple(swing for swing in swings if swing.key not in known)[:count]
