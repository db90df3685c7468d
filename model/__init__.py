"""A growth model of a province: levers and assumptions in, Resolution indicators out."""

from .province import load_province
from .simulate import explain, simulate

__all__ = ["explain", "load_province", "simulate"]
