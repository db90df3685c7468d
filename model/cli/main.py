"""The command line: ``python -m model``, also installed as ``soc-trang``."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NoReturn

from model.cli import backtest, documents, goal, project, sensitivity, sweep, table
from model.cli.command import Command
from model.cli.output import discard_output
from model.problems import InvalidInputError
from model.province.load import load_province

BAD_INPUT = 2
INTERRUPTED = 130
COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "project": project.COMMAND,
        "goal": goal.COMMAND,
        "sweep": sweep.COMMAND,
        "sensitivity": sensitivity.COMMAND,
        "backtest": backtest.COMMAND,
        "card": documents.CARD,
        "changelog": documents.CHANGE_LOG,
        "table": table.COMMAND,
    }
)


class Parser(argparse.ArgumentParser):
    """A parser that says a mistake in one line."""

    def error(self, message: str) -> NoReturn:
        """Print the mistake and leave with the code for bad input."""
        self.exit(BAD_INPUT, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    parser = Parser(prog="soc-trang", description="Scenarios of a provincial growth plan.")
    parser.add_argument("--data", metavar="FOLDER", help="another province's data folder")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    for name, command in COMMANDS.items():
        command.add(commands.add_parser(name, help=command.help))
    given = parser.parse_args(arguments)
    try:
        COMMANDS[given.command].run(load_province(given.data), given)
    except InvalidInputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        discard_output()
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
