"""Every address that is made of a scenario."""

from collections.abc import Mapping
from types import MappingProxyType

from web.files import FILES
from web.made import Maker

ADDRESSES: Mapping[str, Maker] = MappingProxyType({**FILES})
"""Makers by path."""
