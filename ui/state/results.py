"""Results of the page's scenario, kept; and what a process does once."""

import gc
from importlib import import_module

import streamlit as st

from model.province.province import Province
from model.scenario.results import ResultRow, results
from model.scenario.scenario import Scenario
from model.uncertainty.drawn import level_draws

KEPT = 64  # scenarios whose results are kept


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def project(_province: Province, key: str, _scenario: Scenario) -> tuple[ResultRow, ...]:
    """Project a scenario with all its draws; undo and another view take it from here."""
    return results(_province, _scenario, level_draws(_province, _scenario))


@st.cache_resource(show_spinner=False)
def settle() -> None:
    """Load what charts need and collect what loading left behind, once a process.

    One visitor loads while the others wait: Altair fails on a half-loaded pandas. No later
    collection looks at what is frozen here.
    """
    for library in ("pandas", "pyarrow", "altair"):
        import_module(library)
    gc.collect()
    gc.freeze()
