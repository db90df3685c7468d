"""The command line: ``python -m model``, also installed as ``soc-trang``."""

import argparse
import sys
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NoReturn

from model import __version__
from model.cli.command import Command
from model.cli.letters import as_written
from model.cli.output import discard_output, write
from model.problems import InvalidInputError
from model.province.load import load_province
from model.province.province import Province

PROGRAM = "soc-trang"
BAD_INPUT = 2
INTERRUPTED = 130
COMMANDS: Mapping[str, Command] = MappingProxyType(
    {
        "project": Command("project the indicators of a scenario", "model.cli.project"),
        "goal": Command("find the least change that reaches a target", "model.cli.goal"),
        "sweep": Command("project a grid of lever settings as CSV", "model.cli.sweep"),
        "sensitivity": Command("say what drives the spread", "model.cli.sensitivity"),
        "look-back": Command(
            "a year as it came, beside what each version had projected", "model.cli.look_back"
        ),
        "backtest": Command(
            "project past years with what was known and score them", "model.cli.backtest"
        ),
        "card": Command("write the model card from the data", "model.cli.documents", "card"),
        "changelog": Command("write the change log from the data", "model.cli.documents", "log"),
        "table": Command("print a table of the data as CSV", "model.cli.table"),
        "draws": Command("write the stored draws from their seed", "model.cli.draws"),
        "page": Command("start the site", "model.cli.page", passes_on=True),
    }
)


class Parser(argparse.ArgumentParser):
    """A parser that says a mistake in one line, and takes no option that is cut short.

    That of a command learns the options once the command is given.
    """

    def __init__(self, command: Command | None = None, **settings: Any) -> None:
        super().__init__(**{**settings, "allow_abbrev": False})
        self._command = command

    def parse_known_args(self, *given: Any, **named: Any) -> Any:
        """Read the arguments that are known, and return them with the others."""
        if self._command is not None:
            self._command.add(self)
        return super().parse_known_args(*given, **named)

    def error(self, message: str) -> NoReturn:
        """Print the mistake and leave with the code for bad input."""
        self.exit(BAD_INPUT, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit code."""
    everywhere = _everywhere()
    always, _ = everywhere.parse_known_args(arguments)
    try:
        if always.version:
            write(_versions(load_province(always.data)), None)
        else:
            command, given = _parsed(arguments, everywhere)
            as_written(given)
            given.data = always.data
            command.run(load_province(always.data), given)
    except InvalidInputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:
        discard_output()
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _everywhere() -> Parser:
    """Make the options that stand before a command or after it."""
    parser = Parser(prog=PROGRAM, add_help=False)
    parser.add_argument("--data", metavar="FOLDER", help="another province's data folder")
    parser.add_argument(
        "--version", action="store_true", help="say the versions of the model and of the data"
    )
    return parser


def _parsed(
    arguments: Sequence[str] | None, everywhere: Parser
) -> tuple[Command, argparse.Namespace]:
    """Read the command and its options."""
    parser = Parser(
        prog=PROGRAM, description="Scenarios of a provincial growth plan.", parents=[everywhere]
    )
    names = parser.add_subparsers(dest="command", required=True, parser_class=Parser)
    for name, command in COMMANDS.items():
        names.add_parser(name, help=command.help, parents=[everywhere], command=command)
    given, rest = parser.parse_known_args(arguments)
    chosen = COMMANDS[given.command]
    if rest and not chosen.passes_on:
        parser.error(f"unrecognized arguments: {' '.join(rest)}")
    given.rest = rest
    return chosen, given


def _versions(province: Province) -> str:
    data = f"data {province.model} {province.version} of {province.changed}"
    return f"{PROGRAM} {__version__}, {data}\n"
