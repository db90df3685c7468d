"""One line of JSON on standard error for each refused link or file, and for each failure.

What a reader typed is never written, as a name or a number may say who they are: a problem is
logged as its code and the field, and a field only if it is one of ours.
"""

import json
import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from uuid import uuid4

from model.problems import Problem
from model.province.province import Province

LISTED = 10
"""Problems that a line names; it counts all."""
FIELDS = frozenset(
    ("v", "m", "r", "view", "lang", "name", "link", "file", "schema", "version", "sigma", "pins")
)


@cache
def log() -> logging.Logger:
    """Return the log of the page, which writes to standard error."""
    found = logging.getLogger("soc_trang")
    handler = logging.StreamHandler()
    handler.setFormatter(_Lines())
    found.addHandler(handler)
    found.setLevel(logging.INFO)
    return found


def log_refused(province: Province, what: str, problems: Sequence[Problem]) -> None:
    """Log what was refused or changed in a ``link``, a ``file`` or a ``pin`` file."""
    if problems:
        listed = [{"code": row.code, "field": _field(province, row)} for row in problems[:LISTED]]
        fields = {"what": what, "count": len(problems), "problems": listed}
        log().info("refused", extra={"fields": fields})


def log_failure() -> str:
    """Log the exception being handled with its traceback; return the mark it is found by."""
    mark = uuid4().hex[:8]
    log().exception("failure", extra={"fields": {"mark": mark}})
    return mark


def _field(province: Province, problem: Problem) -> str:
    key = problem.field.rpartition(".")[2]
    tables = (FIELDS, province.levers, province.parameters, province.indicators)
    ours = any(key in table for table in tables)
    line, _, number = problem.field.partition(" ")
    return problem.field if ours or (line == "line" and number.isdecimal()) else "other"


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
