"""The commands ``card`` and ``changelog``."""

import argparse
from pathlib import Path

from model.cli.output import write
from model.evidence.change_log import change_log
from model.evidence.model_card import model_card
from model.province.province import Province


def add(command: argparse.ArgumentParser) -> None:
    """Add the option of a document: where it is written."""
    command.add_argument("--output", type=Path, metavar="FILE", help="file to write")


def card(province: Province, given: argparse.Namespace) -> None:
    """Write the model card."""
    write(model_card(province), given.output)


def log(province: Province, given: argparse.Namespace) -> None:
    """Write the change log."""
    write(change_log(province), given.output)
