"""Contributions to growth as a table that adds up, each with the way to what it rests on."""

from collections.abc import Sequence
from types import MappingProxyType

from markupsafe import Markup

from ui.pictures.contributions import DECIMALS, Contribution
from ui.pieces.parameters import place_of
from ui.state.address import setting
from ui.state.current import Page
from ui.text.markup import macros

TEMPLATE = "views/why/template.html"
RESTS_ON = MappingProxyType(
    {
        "nation": "base",
        "public_capital": "investment",
        "private_capital": "investment",
        "people": "supply",
        "reform": "supply",
        "demand": "demand",
        "physical": "shrimp",
        "shocks": "shocks",
        "residual": "uncertainty",
        "product_taxes": "closing",
        "investment": "investment",
        "shrimp": "shrimp",
        "land": "land",
        "ocop": "ocop",
        "tourism_markets": "tourism",
        "people_reform": "supply",
        "social": "demand",
        "context": "base",
    }
)
"""The block of equations that a channel or a lever group rests on first."""


def contributions_table(page: Page, by: str, found: Sequence[Contribution]) -> Markup:
    """Draw contributions by ``groups`` or ``channels`` as a table with their total."""
    return Markup(
        macros(page.language, TEMPLATE).contributions(
            by,
            [(row, place_of(RESTS_ON[row.key])) for row in found],
            sum(row.points for row in found),
            DECIMALS,
            setting(view="method"),
        )
    )
