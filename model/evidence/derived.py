"""What the figures of the base year that nobody published are made of, and by which equation."""

from collections.abc import Mapping
from types import MappingProxyType

from model.evidence.equations_document import equations
from model.province.province import Province

_INPUTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "grdp_per_capita": ("grdp_current", "pop0"),
        "share_sector1": ("share_kv1",),
        "share_sector2": ("share_kv2",),
        "share_sector3": ("share_kv3",),
        "share_product_tax": ("share_kv1", "share_kv2", "share_kv3"),
        "total_investment": ("public_investment_disbursed", "ip0", "if0"),
        "total_investment_share": ("total_investment", "grdp_current"),
        "public_investment_disbursed": (
            "public_plan",
            "disbursement_rate",
            "other_public",
            "disbursement_rate_other",
        ),
        "shrimp_area": ("a0_ext", "a0_semi", "a0_int", "a0_sup"),
        "shrimp_value_per_ha": (
            "shrimp_output",
            "shrimp_area",
            *(
                f"{quantity}_{system}"
                for quantity in "yp"
                for system in ("ext", "semi", "int", "sup")
            ),
        ),
        "aquatic_output": ("shrimp_output", "aquatic_other0"),
        "rice_output": ("rice_area0", "rice_yield"),
        "labour_productivity": ("grdp_current", "emp0"),
        "icor": ("total_investment_share", "grdp_growth"),
    }
)


def inputs_of(province: Province, key: str) -> tuple[str, ...]:
    """Return what a derived figure of the base year is computed from.

    Keys of indicators, parameters and levers at their value of the base year; none for a figure
    that stands in a table.
    """
    if province.indicators[key].base != "derived":
        return ()
    return _INPUTS.get(key, ())


def equation_of(province: Province, key: str) -> tuple[str, int] | None:
    """Return the equation that gives an indicator: its block and its number; None without one.

    It is the first one of docs/MODEL.md that names the indicator's symbol: later ones take it.
    """
    symbol = province.indicators[key].symbol
    found = (
        (block, equation.number)
        for block, members in equations().items()
        for equation in members
        if symbol in equation.symbols
    )
    return next(found, None) if symbol else None


def block_of(symbol: str) -> str | None:
    """Return the first block of equations that takes a symbol; None if no equation does."""
    found = (
        block
        for block, members in equations().items()
        if any(symbol in equation.symbols for equation in members)
    )
    return next(found, None)
