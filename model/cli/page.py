"""The command ``page``."""

import argparse
import os
import re
import sys

from model.problems import InvalidInputError, Problem
from model.province.province import Province
from model.resources import shipped

ONLY_HERE = {"STREAMLIT_SERVER_ADDRESS": "127.0.0.1"}
"""Who wants the site to be reached from other machines says so, in an option or the environment."""
_OPTION = re.compile(r"--[a-zA-Z]+(\.[a-zA-Z]+)+=.*")


def add(command: argparse.ArgumentParser) -> None:
    """Add the options of ``page``, and say that others may follow."""
    command.add_argument("--port", type=int, metavar="N", help="where the site answers; 8501")
    command.usage = "%(prog)s [-h] [--port N] [--section.option=value ...]"
    command.epilog = "Any option of Streamlit may follow, such as --server.address=0.0.0.0."


def run(province: Province, given: argparse.Namespace) -> None:
    """Become Streamlit's server; it reads its configuration beside the script it is given."""
    problems = [
        Problem("not_allowed", "page", option, "--section.option=value, an option of Streamlit")
        for option in given.rest
        if not _OPTION.fullmatch(option)
    ]
    if given.port is not None and not 0 < given.port < 2**16:
        problems.append(Problem("out_of_range", "--port", str(given.port), "1 to 65535"))
    if given.data is not None:
        allowed = "none: the page shows the province that it ships with"
        problems.append(Problem("not_allowed", "--data", given.data, allowed))
    if problems:
        raise InvalidInputError(problems)
    options = given.rest if given.port is None else [*given.rest, f"--server.port={given.port}"]
    # -P: the folder where the command is given may hold a `model` of its own.
    command = [sys.executable, "-P", "-m", "web", str(shipped("app.py")), *options]
    os.execve(sys.executable, command, {**ONLY_HERE, **os.environ})
