"""What the page remembers of one visit beside the address; widgets keep their own values."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from model.problems import Problem
from model.scenario.scenario import Scenario
from ui.state.history import Trail

KEY = "session"


@dataclass(frozen=True)
class Jump:
    """A step that the server asks the browser for, after a button or a file: its link, numbered."""

    number: int = 0
    link: str = ""


@dataclass(frozen=True)
class GoalDraft:
    """A question under way on *Reach a target*: it outlives fields that are not drawn in a run.

    ``typed`` are numbers as they were typed, by field, in the convention of ``language``.
    """

    indicator: str
    levers: tuple[str, ...]
    typed: Mapping[str, str] = field(default_factory=dict)
    language: str = ""


@dataclass
class Session:
    """The record of a visit; the one thing of a process that a run may change.

    Attributes
    ----------
    scenario
        What the last run showed; what buttons and files start from.
    trail
        Where the visit has been; None before its first run.
    notices
        What was refused or changed in the link, until the reader puts it away.
    rest_kept, mostly_refused
        Whatever was not refused was as the link says when it was opened; or so little of it could
        be used that the plan was opened instead.
    jump
        The last step that the server asked for.
    refused_target, refused_file, refused_pins
        An own target (indicator and text), a file, files of pins that were refused: problems,
        lines.
    refused_names, refused_parameters
        Names of pins by letter, and parameters by place (key and text), that were refused.
    parameter_pressed, question_pressed
        Mark of the last press that led to a parameter, or that put a question to *Reach a target*,
        so that it is followed once.
    goal_draft
        The question under way on *Reach a target*.
    """

    scenario: Scenario | None = None
    trail: Trail | None = None
    notices: tuple[Problem, ...] = ()
    rest_kept: bool = True
    mostly_refused: bool = False
    jump: Jump = Jump()
    refused_target: tuple[str, str] = ("", "")
    refused_file: tuple[Problem, ...] = ()
    refused_pins: tuple[str, ...] = ()
    refused_names: dict[str, str] = field(default_factory=dict)
    refused_parameters: dict[str, tuple[str, str]] = field(default_factory=dict)
    parameter_pressed: str = ""
    question_pressed: str = ""
    goal_draft: GoalDraft | None = None

    @property
    def shown(self) -> Scenario:
        """The scenario that the last run showed.

        Raises
        ------
        RuntimeError
            No run has shown one yet.
        """
        if self.scenario is None:
            raise RuntimeError("no scenario was shown in this visit")
        return self.scenario


def session() -> Session:
    """Return the record of the present visit."""
    found: Session = st.session_state.setdefault(KEY, Session())
    return found
