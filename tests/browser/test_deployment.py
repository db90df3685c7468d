"""The deployment of ``.deploy`` for real: Debian's nginx, two processes, a browser before them."""

import gzip
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit
from playwright.sync_api import Browser, BrowserContext, Page, expect

from model.scenario.scenario import Scenario
from tests.support.browser import open_context, visitor
from tests.support.deployment import absent
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed
from tests.support.site import SEARCHED, Site, fetch, running_site, until
from tests.support.steps import (
    download,
    expect_page,
    iamc,
    open_page,
    open_share,
    settled,
    slider,
    step,
    vietnamese,
)
from ui.state.link import VIEWS, encode

NAMED = changed({"private_investment": 777.0}, name="Phương án riêng")
CHART = "[data-testid=stVegaLiteChart]"
CHARTED = frozenset({"why", "sure", "reach", "outlook", "look_back", "method"})
"""Views that draw a chart at once."""
SETTLED = "[data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
HANDSHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec_WebSocket_Version": "13",
    "Sec_WebSocket_Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
WATCH = """window.violations = [];
document.addEventListener("securitypolicyviolation", (it) =>
    window.violations.push(`${it.effectiveDirective} ${it.blockedURI} ${it.sourceFile}`));"""


@pytest.fixture(scope="module")
def deployed() -> Iterator[Site]:
    nginx = shutil.which("nginx", path=SEARCHED)
    if nginx is None:
        absent("no nginx on this machine: apt-get install nginx-light")
    assert nginx
    with running_site(nginx) as site:
        yield site


@pytest.fixture
def site(deployed: Site) -> Site:
    deployed.revive()
    return deployed


@pytest.fixture(scope="module")
def profile(browser: Browser, deployed: Site) -> Iterator[BrowserContext]:
    with open_context(browser, base_url=deployed.address) as opened:
        yield opened


@pytest.fixture
def context(profile: BrowserContext, site: Site) -> Iterator[BrowserContext]:
    """A profile without cookies, in which errors are let pass: a lost line is one."""
    profile.clear_cookies()
    yield profile
    for tab in profile.pages:
        tab.close()


def link(scenario: Scenario) -> str:
    return "/" + encode(PROVINCE, scenario, "indicators", "vi")


def serving(context: BrowserContext) -> int:
    """Return the port of the process that a profile is kept on."""
    (value,) = [it["value"] for it in context.cookies() if it["name"] == "soc_trang"]
    return int(value)


def asked(site: Site, path: str, start: int = 0) -> list[str]:
    """Return the lines of the log about requests below a path."""
    return [line for line in site.log()[start:] if f" {path}" in line]


def answered(lines: list[str]) -> set[str]:
    """Say which ports answered."""
    return {line.rpartition(":")[2] for line in lines}


# The page


def test_every_view_works_under_the_policy(browser: Browser, site: Site) -> None:
    with visitor(browser, site.address) as tab:
        tab.add_init_script(WATCH)
        open_page(tab, "/", scenario=PLAN)
        for view in VIEWS:
            step(tab, f"view_{view}").click()
            expect_page(tab, PLAN, view=view)
            settled(tab)
            if view in CHARTED:
                expect(tab.locator(CHART).first).to_be_visible()
            for chart in tab.locator(CHART).all():
                expect(chart.locator("canvas, svg").first).to_be_visible()
        step(tab, "lang_en").click()
        expect_page(tab, PLAN, view=VIEWS[-1], language="en")
        open_share(tab)
        assert tab.evaluate("violations") == []


def test_the_policy_refuses_what_markup_or_a_stranger_could_bring(
    context: BrowserContext, site: Site
) -> None:
    tab = context.new_page()
    open_page(tab)
    made = """() => new Promise((done) => setTimeout(() => {
        try { done(new Function("return 1")()); } catch { done("refused"); } }))"""
    assert tab.evaluate(made) == "refused"
    attribute = """() => { const it = document.createElement("p");
        it.innerHTML = '<b onclick="window.ran = true">x</b>';
        document.body.append(it); it.firstChild.click(); return window.ran ?? "refused"; }"""
    assert tab.evaluate(attribute) == "refused"
    other = next(iter(site.processes))
    stranger = (
        f"fetch('http://127.0.0.1:{other}/', {{mode: 'no-cors'}}).then(() => 1, () => 'refused')"
    )
    assert tab.evaluate(stranger) == "refused"


def test_a_visit_stays_in_one_process_and_its_files_come_through(
    browser: Browser, site: Site
) -> None:
    with visitor(browser, site.address) as tab:
        open_page(tab, link(NAMED), scenario=NAMED)
        start = len(site.log())
        slider(tab, "disbursement_rate").press("ArrowLeft")
        moved = changed({"private_investment": 777.0, "disbursement_rate": 94.0}, name=NAMED.name)
        expect_page(tab, moved)
        open_share(tab)
        assert download(tab, "iamc")[1] == iamc(moved)
        assert download(tab, "vi")[1] == vietnamese(moved)
        until(lambda: len(asked(site, "/scenario.", start)) >= 2)
        with tab.context.expect_page() as opened:
            tab.evaluate("window.open(location.href)")
        expect_page(opened.value, moved)
        opened.value.close()
        until(lambda: asked(site, "/_stcore/stream", start))
        for path in ("/scenario.", "/_stcore/stream"):
            assert answered(asked(site, path, start)) == {str(serving(tab.context))}


# A process that dies


def work(tab: Page, context: BrowserContext) -> int:
    """Work on the page for a while; return the process that answers."""
    open_page(tab, link(NAMED), scenario=NAMED)
    expect(tab.locator(SETTLED)).to_be_visible()
    tab.evaluate("window.untouched = true")
    return serving(context)


def open_file(tab: Page, folder: Path, scenario: Scenario) -> None:
    """Open a downloaded file: a step that the process asks of the page."""
    file = folder / "scenario.csv"
    file.write_bytes(iamc(scenario))
    open_share(tab)
    tab.locator(".st-key-opened input[type=file]").set_input_files(file)
    expect_page(tab, scenario)


def test_a_process_killed_while_a_reader_works_costs_only_a_reconnect(
    context: BrowserContext, site: Site, tmp_path: Path
) -> None:
    tab = context.new_page()
    port = work(tab, context)
    (other,) = site.processes.keys() - {port}
    open_file(tab, tmp_path, PLAN)
    tab.keyboard.press("Escape")
    site.kill(port)
    slider(tab, "disbursement_rate").press("ArrowLeft")
    expect_page(tab, changed({"disbursement_rate": 94.0}))
    assert serving(context) == other
    site.start(port)
    slider(tab, "disbursement_rate").press("ArrowLeft")
    expect_page(tab, changed({"disbursement_rate": 93.0}))
    open_share(tab)
    assert download(tab, "iamc")[1] == iamc(changed({"disbursement_rate": 93.0}))
    tab.keyboard.press("Escape")
    open_file(tab, tmp_path, NAMED)
    assert serving(context) == other
    assert tab.evaluate("window.untouched")


def test_a_tab_left_alone_finds_its_way_to_the_other_process(
    context: BrowserContext, site: Site
) -> None:
    tab = context.new_page()
    port = work(tab, context)
    site.kill(port)
    until(lambda: serving(context) != port)
    expect(tab.locator(SETTLED)).to_be_visible()
    expect_page(tab, NAMED)
    open_share(tab)
    assert download(tab, "iamc")[1] == iamc(NAMED)
    assert tab.evaluate("window.untouched")


def test_a_browser_that_slept_finds_its_scenario(context: BrowserContext, site: Site) -> None:
    """Its lines are gone, and so is every process that knew the visit."""
    tab = context.new_page()
    work(tab, context)
    lid = context.new_cdp_session(tab)
    lid.send("Page.setWebLifecycleState", {"state": "frozen"})
    site.kill(*site.processes)
    site.revive()
    lid.send("Page.setWebLifecycleState", {"state": "active"})
    slider(tab, "disbursement_rate").press("ArrowLeft")
    moved = {"private_investment": 777.0, "disbursement_rate": 94.0}
    expect_page(tab, changed(moved, name=NAMED.name))
    assert tab.evaluate("window.untouched")


def test_moves_made_while_nothing_answers_are_answered_later(
    context: BrowserContext, site: Site
) -> None:
    tab = context.new_page()
    work(tab, context)
    site.kill(*site.processes)
    for key in ("disbursement_rate", "disbursement_rate", "fdi"):
        slider(tab, key).press("ArrowRight")
    site.revive()
    moved = {"private_investment": 777.0, "disbursement_rate": 97.0, "fdi": 150.0}
    expect_page(tab, changed(moved, name=NAMED.name))
    assert tab.evaluate("window.untouched")


def test_a_new_visit_is_served_while_one_process_is_dead(
    context: BrowserContext, site: Site
) -> None:
    first, second = site.processes
    site.kill(first)
    for _ in range(4):
        assert site.fetch("/", Cookie=f"soc_trang={first}").status == 200
        assert site.fetch("/").status == 200
    tab = context.new_page()
    open_page(tab, link(NAMED), scenario=NAMED)
    assert serving(context) == second


# What nginx lets through, and how


def test_static_files_are_compressed_and_kept_for_a_year(site: Site) -> None:
    start = site.fetch("/")
    assert start.headers["Cache-Control"] == "no-cache"
    names = re.findall(rb'"\./(static/(?:js|css)/[^"]+)"', start.body)
    assert len(names) > 10
    for name in (names[0].decode(), names[-1].decode()):
        file = Path(streamlit.__file__).parent / "static" / name
        plain = site.fetch(f"/{name}")
        packed = site.fetch(f"/{name}", Accept_Encoding="gzip")
        for answer in (plain, packed):
            assert answer.status == 200
            assert "immutable" in answer.headers["Cache-Control"]
            assert int(answer.headers["Cache-Control"].rpartition("max-age=")[2]) >= 31_536_000
        assert plain.body == file.read_bytes()
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.body) == plain.body
        assert len(packed.body) < len(plain.body) / 2
    # Kept by nginx too: no process was asked.
    until(lambda: asked(site, f"/{names[0].decode()}")[-1].endswith("from -"))


@pytest.mark.parametrize("path", ["/", "/favicon.png", "/_stcore/health", "/_stcore/metrics"])
def test_every_answer_carries_the_security_headers(site: Site, path: str) -> None:
    headers = site.fetch(path).headers
    for name, value in HEADERS.items():
        assert headers.get_all(name) == [value]
    (policy,) = headers.get_all("Content-Security-Policy") or []
    rules = {words[0]: words[1:] for words in (rule.split() for rule in policy.split("; "))}
    assert rules["default-src"] == ["'none'"]
    assert rules["frame-ancestors"] == ["'none'"]
    assert "'unsafe-eval'" not in rules["script-src"]
    assert all(it[0] == "'" or it in ("blob:", "data:") for its in rules.values() for it in its)
    assert headers["Permissions-Policy"]
    assert headers["Server"] == "nginx"


@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "//_stcore/metrics",
        "/_stcore%2Fmetrics",
        "/_stcore/./metrics",
        "/x/../_stcore/metrics?families=active_sessions",
        "/_stcore/script-health-check",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/interact",
        "/_stcore/upload_file/a/b",
    ],
)
def test_what_readers_do_not_need_is_closed(site: Site, path: str) -> None:
    assert site.fetch(path).status == 404
    first, _ = site.processes
    assert fetch(first, "/_stcore/metrics").status == 200  # open without nginx


@pytest.mark.parametrize(
    "path", ["/scenario.csv", "/chart/why.svg", "/card.png", "/brief", "/data"]
)
def test_what_answers_by_address_comes_through_alike_and_without_a_cookie(
    site: Site, path: str
) -> None:
    query = link(NAMED)[1:]
    through = site.fetch(path + query, X_Forwarded_Proto="https")
    assert (through.status, through.headers["Set-Cookie"]) == (200, None)
    assert "max-age=" in through.headers["Cache-Control"]
    policies = through.headers.get_all("Content-Security-Policy", [])
    assert ["script-src" in policy for policy in policies] == [False]
    assert "default-src 'none'" in policies[0]
    for name, value in HEADERS.items():
        assert through.headers[name] == value
    for port in site.processes:
        host = site.address.removeprefix("http://")
        assert fetch(port, path + query, Host=host).body == through.body
    kept = site.fetch(path + query, If_None_Match=through.headers["ETag"])
    assert (kept.status, kept.body) == (304, b"")


def test_a_preview_names_the_site_as_it_is_reached(site: Site) -> None:
    html = site.fetch(link(NAMED)).body.decode()
    assert f'property="og:image" content="{site.address}/card.png?' in html
    assert f'rel="canonical" href="{site.address}/?' in html


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_readers_only_read(site: Site, method: str) -> None:
    for path in ("/", "/media/x.csv", "/static/x.js", "/scenario.csv"):
        assert site.fetch(path, method).status == 403


def test_a_long_link_comes_through(site: Site) -> None:
    assert site.fetch(f"{link(NAMED)}&b.name={'x' * 20_000}").status == 200


def test_new_visits_go_to_each_process_and_known_ones_stay(site: Site) -> None:
    found = set()

    def all_found() -> bool:  # at once, or seconds after a process came back
        given = site.fetch("/").headers["Set-Cookie"]
        assert given.endswith("; Path=/; HttpOnly; SameSite=Lax")
        found.add(given.partition(";")[0])
        return found == {f"soc_trang={port}" for port in site.processes}

    until(all_found)
    for port in site.processes:
        path = f"/known-{port}"
        for _ in range(3):
            assert site.fetch(path, Cookie=f"soc_trang={port}").headers["Set-Cookie"] is None
        until(lambda path=path: len(asked(site, path)) == 3)
        assert answered(asked(site, path)) == {str(port)}
    stale = site.fetch("/", Cookie="soc_trang=1")
    assert stale.status == 200
    assert "soc_trang=" in stale.headers["Set-Cookie"]


@pytest.mark.parametrize(
    ("origin", "host", "status"),
    [("own", "own", 101), ("http://other.example", "own", 403), ("own", "other.example", 403)],
    ids=["own", "foreign origin", "foreign host"],
)
def test_a_websocket_of_another_site_is_refused(
    site: Site, origin: str, host: str, status: int
) -> None:
    own = site.address.removeprefix("http://")
    headers = {"Origin": origin.replace("own", site.address), "Host": host.replace("own", own)}
    assert site.fetch("/_stcore/stream", **HANDSHAKE, **headers).status == status


def test_the_logs_hold_no_scenario(site: Site) -> None:
    first, _ = site.processes
    site.kill(first)
    for _ in range(2):
        assert site.fetch(f"{link(NAMED)}&step=x", Referer=site.address + link(NAMED)).status == 200
    for lines in (site.log(), site.log("error")):
        assert lines
        for line in lines:
            assert "private_investment" not in line
            assert not re.search(r"\[(crit|alert|emerg)\]", line)


def test_visits_from_one_address_are_bounded(site: Site) -> None:
    found = [site.fetch("/_stcore/stream").status for _ in range(260)]
    assert 429 not in found[:100]
    assert 429 in found
    assert site.fetch("/").status == 200
