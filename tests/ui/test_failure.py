"""When something is wrong: the log's lines, and the page a reader sees when a run fails."""

import json
from typing import Any

import pytest
from streamlit.error_util import handle_user_script_exception
from streamlit.runtime.scriptrunner import exec_code

from model.problems import Problem
from model.scenario import results
from tests.support.page import html, opened
from tests.support.province import PROVINCE
from ui.frame.share import own_targets
from ui.page import failed
from ui.state.log import log, log_refused
from ui.text.words import LANGUAGES, say
from ui.views.indicators import view


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, Any]]:
    """Return the page's own log as it is written, line by line."""
    (handler,) = log().handlers
    written = [handler.format(row) for row in caplog.records if row.name == log().name]
    assert not any("\n" in line for line in written)
    return [json.loads(line) for line in written]


def test_a_refused_link_is_one_line_without_what_was_typed(
    caplog: pytest.LogCaptureFixture,
) -> None:
    secret = "Nguyễn Văn A"
    opened([("v", "1"), ("disbursement_rate", secret), (secret, "1"), ("fdi", "1e9")])
    (line,) = lines(caplog)
    assert (line["event"], line["what"], line["count"]) == ("refused", "link", 3)
    assert {"code": "not_a_number", "field": "disbursement_rate"} in line["problems"]
    assert {"code": "unknown", "field": "other"} in line["problems"]
    assert secret not in json.dumps(line, ensure_ascii=False)


def test_a_good_link_logs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    opened([("v", "1"), ("disbursement_rate", "80")])
    assert lines(caplog) == []


def test_a_long_list_of_problems_stays_one_short_line(caplog: pytest.LogCaptureFixture) -> None:
    log_refused(PROVINCE, "file", [Problem("unreadable", f"line {n}") for n in range(500)])
    (line,) = lines(caplog)
    assert line["count"] == 500
    assert len(json.dumps(line)) < 1000


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_failed_run_says_what_to_do_and_logs_why(
    language: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(results, "statuses", broken)
    app = opened([("v", "1"), ("lang", language), ("disbursement_rate", "81.25")])
    failed = [body for body in html(app) if 'class="failed"' in body]
    assert len(failed) == 1
    assert say(language, "failure_kept") in failed[0]
    assert "no such luck" not in failed[0]
    (line,) = lines(caplog)
    assert line["event"] == "failure"
    assert line["mark"] in failed[0]
    assert "no such luck" in line["trace"]


def test_where_a_view_fails_the_levers_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """They lead away from it, and the page is told what it shows."""

    def broken(*_: object) -> None:
        raise RuntimeError("no such luck")

    monkeypatch.setattr(view, "targets_html", broken)
    app = opened([])
    drawn = [element.proto.body for element in app.get("html")]
    assert any('class="failed"' in body for body in drawn)
    assert any("window.planState" in body for body in drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_press_that_fails_says_what_to_do_too(
    language: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("no such luck")

    def handled(error: Exception, _: object) -> None:
        handle_user_script_exception(error, failed)  # as app.py tells Streamlit

    monkeypatch.setattr(exec_code, "handle_user_script_exception", handled)
    app = opened([("lang", language)])
    app.session_state["own_open"] = True
    app.run()
    monkeypatch.setattr(own_targets, "typed_in", broken)
    app.button(key="own").click().run()
    (shown,) = (body for body in html(app) if 'class="failed"' in body)
    assert say(language, "failure_kept") in shown
    assert "no such luck" not in shown
    (line,) = lines(caplog)
    assert line["mark"] in shown
