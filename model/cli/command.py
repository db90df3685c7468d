"""What a command of the command line is."""

import argparse
from dataclasses import dataclass
from importlib import import_module

from model.province.province import Province


@dataclass(frozen=True)
class Command:
    """A command: what it is for, and the module that has its options and does it.

    The module is imported once its command is given: a start takes what the command needs.
    It has a function ``add`` for options, and one named ``does``. With ``passes_on`` the command
    finds what the command line does not know in ``rest``, and judges it.
    """

    help: str
    module: str
    does: str = "run"
    passes_on: bool = False

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of the command."""
        import_module(self.module).add(parser)

    def run(self, province: Province, given: argparse.Namespace) -> None:
        """Do what was asked for."""
        getattr(import_module(self.module), self.does)(province, given)
