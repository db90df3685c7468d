"""``/lever.json``: small, the same wherever its lever stands, and refused by name."""

import gzip
import json

import pytest

from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from tests.web.test_files import answer, problems, query

MOST = 20_000
"""Bytes of a lever that is taken up."""


@pytest.mark.parametrize("lever", PROVINCE.levers)
def test_a_lever_is_told_in_few_bytes(lever: str) -> None:
    content = answer("/lever.json", f"lever={lever}&{query(PLAN)}").content
    assert len(content) <= MOST
    assert len(gzip.compress(content)) <= MOST / 5


def test_it_is_the_same_wherever_the_lever_stands() -> None:
    here, there = (query(changed({"fdi": at, "salinity": 0.5})) for at in (300.0, 1200.0))
    one, other = (
        json.loads(answer("/lever.json", f"lever=fdi&{link}").content) for link in (here, there)
    )
    assert one == other


@pytest.mark.parametrize("asked", ["", "lever=none&", "lever=&"])
def test_a_lever_that_there_is_not_is_refused_by_name(asked: str) -> None:
    (problem,) = problems("/lever.json", asked + query(PLAN))
    assert (problem.code, problem.field) == ("not_allowed", "lever")
    assert "disbursement_rate" in problem.allowed
