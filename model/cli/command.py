"""What a command of the command line is."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass

from model.province.province import Province


@dataclass(frozen=True)
class Command:
    """A command: what it is for, its options and what it does.

    With ``passes_on`` it finds what the command line does not know in ``rest``, and judges it.
    """

    help: str
    add: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Province, argparse.Namespace], None]
    passes_on: bool = False
