"""Specs that say once what their layers share: half as long, and the same to draw."""

import json
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import pytest
import vl_convert

import ui.charts
import ui.pictures
from tests.support.page import page_with
from tests.support.pins import pin, pinned
from tests.support.province import PROVINCE
from tests.support.reader import changed
from ui.charts import look
from ui.charts.once import said_once
from ui.pictures.pictures import PICTURES
from ui.state.results import scenario_rows

SCENARIO = pinned(changed({"disbursement_rate": 80.0, "fdi": 60.0}), a=pin("A", fdi=0.0))

DRAWN: list[tuple[str, dict[str, str]]] = [
    *((kind, {}) for kind in PICTURES if kind != "why"),
    *(("why", {"by": by}) for by in ("groups", "channels", "changes")),
]


def test_every_picture_is_drawn_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Vega-Lite makes of a spec does not change by what stands above its layers."""
    said: list[tuple[Any, Any]] = []

    def noted(spec: Any) -> Any:
        said.append((spec, said_once(spec)))
        return said[-1][1].copy()

    monkeypatch.setattr(look, "said_once", noted)
    for room in (ui.charts, ui.pictures):
        for module in iter_modules(room.__path__, f"{room.__name__}."):
            for made in vars(import_module(module.name)).values():
                getattr(made, "cache_clear", lambda: None)()
    page = page_with(scenario_rows(PROVINCE, SCENARIO), SCENARIO, "why", "en")
    for kind, choices in DRAWN:
        PICTURES[kind].draw(page, choices, "light")
    assert len(said) >= len(DRAWN)
    for before, after in said:
        assert vl_convert.vegalite_to_vega(after) == vl_convert.vegalite_to_vega(before)
    lengths = [[len(json.dumps(spec)) for spec in pair] for pair in said]
    assert sum(after for _, after in lengths) < 0.7 * sum(before for before, _ in lengths)


def test_layers_that_say_different_things_keep_them() -> None:
    marks = {
        "layer": [
            {"mark": "point", "encoding": {"x": {"field": "a", "title": None}}},
            {"mark": "rule", "encoding": {"x": {"field": "b", "title": None}, "y": {"value": 1}}},
        ]
    }
    assert said_once(marks) == {
        "layer": [
            {"mark": "point", "encoding": {"x": {"field": "a"}}},
            {"mark": "rule", "encoding": {"x": {"field": "b"}, "y": {"value": 1}}},
        ],
        "encoding": {"x": {"title": None}},
    }


def test_a_layer_without_an_axis_is_left_without_it() -> None:
    shared = {"field": "a", "type": "nominal"}
    bare = {"mark": "text", "encoding": {}}
    layers = [{"mark": mark, "encoding": {"y": shared}} for mark in ("point", "rule")]
    found = said_once({"layer": [*layers, bare]})
    assert found["encoding"] == {"y": shared}
    assert [layer["encoding"] for layer in found["layer"]] == [{}, {}, {"y": None}]


def test_a_chart_without_layers_stays_as_it_is() -> None:
    spec = {"mark": "point", "encoding": {"x": {"field": "a"}}}
    assert said_once(spec) == spec
