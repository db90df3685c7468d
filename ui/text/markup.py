"""Markup: the Jinja templates beside the code, and the one place that hands it to Streamlit.

A template escapes every value that is no `Markup`. A line break between tags or braces is nothing,
any other is one space, so templates may be laid out and the page stays small.
"""

import re
from collections.abc import Callable, Iterable, MutableMapping
from functools import cache, partial
from typing import Any, Literal

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from markupsafe import Markup

from ui.text.numbers import (
    format_date,
    format_exact,
    format_number,
    format_signed,
    format_target,
    with_unit,
)
from ui.text.words import LANGUAGES, UI, WEB, name, say, say_html

SHARED = "pieces/macros.html"
"""Macros that several templates share."""
JOINED = "pieces/joined.html"
_BREAK = re.compile(r"(?<=[>}])[ \t]*\n\s*(?=[<{])")
_LINE = re.compile(r"[ \t]*\n\s*")


class OneLine(Extension):
    """Take the line breaks and the indentation of a template's own text out."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Return the source in one line."""
        return _LINE.sub(" ", _BREAK.sub("", source.strip()))


class PlainGlobals(Environment):
    """An environment whose templates hold its globals as they stand: chained maps copy slowly."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of a template."""
        return {**self.globals, **(d or {})}


@cache
def environment(language: str) -> Environment:
    """Make the environment of a language: its templates speak and write numbers in it."""

    def own(function: Callable[..., Any]) -> Callable[..., Any]:
        return lambda *values: function(*values, language)

    made = PlainGlobals(
        loader=FileSystemLoader([UI, WEB.parent]),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=[OneLine],
        auto_reload=False,
        cache_size=-1,
    )
    made.globals.update(
        language=language,
        say=partial(say, language),
        say_html=partial(say_html, language),
        name=own(name),
        number=own(format_number),
        signed=own(format_signed),
        exact=own(format_exact),
        date=own(format_date),
        target=own(format_target),
        with_unit=with_unit,
    )
    return made


def render(template: str, language: str, **values: object) -> Markup:
    """Fill a template, named by its path below ``ui/``, or from ``web/`` on."""
    return Markup(environment(language).get_template(template).render(values))


@cache
def macros(language: str, template: str = SHARED) -> Any:
    """Return the macros of a template, each a function that returns `Markup`."""
    return environment(language).get_template(template).module


def joined(pieces: Iterable[Markup]) -> Markup:
    """Put pieces one below the other in one element, as each element more costs every run time."""
    found = [piece for piece in pieces if piece]
    if len(found) < 2:
        return Markup().join(found)
    return render(JOINED, LANGUAGES[0], pieces=found)


class _Html:
    """HTML as it is: a plain string would be dedented line by line in every run."""

    def __init__(self, body: str) -> None:
        self.body = body

    def _repr_html_(self) -> str:
        return self.body


def draw_html(
    body: str,
    width: Literal["stretch", "content"] = "stretch",
    unsafe_allow_javascript: bool = False,
) -> None:
    """Draw a piece of HTML."""
    st.html(_Html(body), width=width, unsafe_allow_javascript=unsafe_allow_javascript)
