"""Every address that is made of a scenario."""

from collections.abc import Mapping
from types import MappingProxyType

from web.ahead import AHEAD
from web.brief.addresses import BRIEF_ADDRESSES
from web.data.page import DATA
from web.files import FILES
from web.made import Maker
from web.pictures.addresses import PICTURE_ADDRESSES

ADDRESSES: Mapping[str, Maker] = MappingProxyType(
    {**AHEAD, **FILES, **PICTURE_ADDRESSES, **BRIEF_ADDRESSES, **DATA}
)
"""Makers by path."""
