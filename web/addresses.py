"""Every address that is made of a scenario."""

from collections.abc import Mapping
from types import MappingProxyType

from web.files import FILES
from web.made import Maker
from web.pictures.addresses import PICTURE_ADDRESSES

ADDRESSES: Mapping[str, Maker] = MappingProxyType({**FILES, **PICTURE_ADDRESSES})
"""Makers by path."""
