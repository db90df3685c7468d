"""Answers over the network: kept, checked, bounded, open to other pages, and never in the way."""

import json
import os
import re
import signal
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest

from tests.support.browser import start_server
from tests.support.province import PROVINCE
from tests.support.site import Answer, fetch, until
from tests.web.test_files import MOVED, answer, query
from ui.state.link import decode, encode
from ui.text.words import say
from web.addresses import ADDRESSES
from web.answer import LONGEST_QUERY


@dataclass(frozen=True)
class Running:
    """A site that runs, and its process."""

    port: int
    process: int

    def get(
        self, path: str, method: str = "GET", body: bytes | None = None, **headers: str
    ) -> Answer:
        """Ask once; ``_`` in a header's name stands for ``-``."""
        return fetch(self.port, path, method, body, **headers)


@pytest.fixture(scope="module")
def site() -> Iterator[Running]:
    process, address = start_server()
    try:
        yield Running(int(urlsplit(address).port or 0), process.pid)
    finally:
        process.terminate()
        process.wait()


MOVE = query(MOVED)


def children(process: int) -> list[int]:
    """Return the processes that one has started."""
    tasks = Path(f"/proc/{process}/task").glob("*/children")
    return [int(child) for task in tasks for child in task.read_text().split()]


def lives(process: int) -> bool:
    """Say whether a process is there and no mere remainder of one."""
    try:
        status = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_a_file_comes_whole_with_its_name_and_type(site: Running) -> None:
    found = site.get(f"/scenario.csv?{MOVE}")
    assert found.status == 200
    assert found.body == answer("/scenario.csv", MOVE).content
    assert found.headers["content-type"] == "text/csv; charset=utf-8"
    assert found.headers["content-disposition"].startswith("attachment; filename=")
    assert int(found.headers["content-length"]) == len(found.body)


def test_it_may_be_kept_and_is_told_from_others(site: Running) -> None:
    first, again = (site.get(f"/scenario.json?{MOVE}") for _ in range(2))
    assert (first.body, first.headers["etag"]) == (again.body, again.headers["etag"])
    assert "max-age=" in first.headers["cache-control"]
    other = site.get(f"/scenario.json?{query(MOVED, 'en')}")
    assert other.headers["etag"] != first.headers["etag"]
    kept = site.get(f"/scenario.json?{MOVE}", If_None_Match=first.headers["etag"])
    assert (kept.status, kept.body) == (304, b"")
    assert kept.headers["etag"] == first.headers["etag"]


@pytest.mark.parametrize("path", ["/scenario.csv", "/scenario.xlsx", "/chart/why.svg", "/data"])
def test_head_says_what_get_would(site: Running, path: str) -> None:
    got, head = (site.get(f"{path}?{MOVE}", method) for method in ("GET", "HEAD"))
    assert (head.status, head.body) == (200, b"")
    for name in ("content-length", "content-type", "etag", "content-disposition"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize("path", ADDRESSES)
def test_any_page_may_read_and_nothing_is_left_behind(site: Running, path: str) -> None:
    found = site.get(f"{path}?lang=en", Origin="https://elsewhere.example")
    assert found.headers["access-control-allow-origin"] == "*"
    assert found.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in found.headers.get(
        "content-security-policy", "default-src 'none'"
    )
    assert found.headers["set-cookie"] is None


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_addresses_are_for_reading(site: Running, method: str) -> None:
    assert site.get("/scenario.csv", method).status == 405


def test_a_wrong_address_is_answered_as_text_or_json(site: Running) -> None:
    wrong = "disbursement_rate=101&lang=en"
    text = site.get(f"/scenario.csv?{wrong}")
    assert text.status == 400
    assert text.headers["content-type"] == "text/plain; charset=utf-8"
    assert text.headers["cache-control"] == "no-store"
    assert "101" in text.body.decode()
    assert "50 to 100" in text.body.decode()
    for found in (
        site.get(f"/scenario.json?{wrong}"),
        site.get(f"/scenario.csv?{wrong}", Accept="application/json"),
    ):
        assert found.status == 400
        (problem,) = json.loads(found.body)["problems"]
        assert (problem["code"], problem["field"]) == ("out_of_range", "disbursement_rate")
        assert problem["said"] in text.body.decode()


@pytest.mark.parametrize(
    "hostile",
    [
        "name=%00%0d%0aSet-Cookie:%20x=1",
        "lang=%0d%0aX-Evil:%201",
        "name=%ff%fe",
        "%",
        "&&&===",
        "a" * 5000,
        "disbursement_rate=80&" * 500,
        "name=%3Cscript%3Ealert(1)%3C/script%3E",
        "made=%0d%0aX: 1".replace(" ", "%20"),
        "disbursement_rate=" + "9" * 4000,
    ],
)
@pytest.mark.parametrize("path", ["/scenario.csv", "/scenario.xlsx", "/chart/targets.svg", "/data"])
def test_hostile_queries_are_answered_or_refused(site: Running, path: str, hostile: str) -> None:
    found = site.get(f"{path}?{hostile}")
    assert found.status in (200, 400)
    assert found.headers["x-evil"] is None
    assert found.headers["set-cookie"] is None
    if found.status == 400:
        assert found.headers["content-type"].startswith("text/plain")
    elif "html" in found.headers["content-type"]:
        assert b"<script" not in found.body


def test_too_long_a_query_and_a_body_are_refused_at_once(site: Running) -> None:
    long = site.get(f"/scenario.csv?lang=en&name={'a' * LONGEST_QUERY}")
    assert long.status == 414
    assert long.body.decode().strip() == say("en", "by_address_long")
    body = site.get("/scenario.csv?lang=en", body=b"x" * 10)
    assert body.status == 413
    assert body.body.decode().strip() == say("en", "by_address_body")


@pytest.mark.parametrize(
    "path",
    [
        "/Scenario.csv",
        "/scenario.csv/",
        "/chart/nope.png",
        "/brief.pdf",
        "/sitemap.xml",
        "/x",
        "/%3F",
    ],
)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_path_that_leads_nowhere_says_so(site: Running, path: str, method: str) -> None:
    found = site.get(f"{path}?lang=en", method)
    if found.status in (301, 307):  # without the slash at its end it leads somewhere
        found = site.get(found.headers["location"], method)
        assert found.status == 200
        return
    assert found.status == 404
    assert found.headers["content-type"] == "text/plain; charset=utf-8"
    if method == "GET":
        assert f"http://127.0.0.1:{site.port}/data" in found.body.decode()


@pytest.mark.parametrize(
    "path",
    ["/v=2&fdi=300&lang=en", "/%3Fv%3D2%26fdi%3D300?lang=en", "/page/%3Fv=2&fdi=300&lang=en"],
)
def test_a_query_lost_into_the_path_leads_to_its_page(site: Running, path: str) -> None:
    found = site.get(path)
    assert found.status == 307
    place, asked = led_to(site, path, found)
    assert place == "/"
    link = decode(PROVINCE, f"?{asked}")
    assert (link.scenario.levers["fdi"], link.language, link.problems) == (300.0, "en", ())


def led_to(site: Running, path: str, found: Answer) -> tuple[str, str]:
    """Return the path and the query that a browser then asks, of the same site."""
    here = f"http://127.0.0.1:{site.port}"
    there = urlsplit(urljoin(f"{here}{path}", found.headers["location"]))
    assert f"{there.scheme}://{there.netloc}" == here
    return there.path, there.query


BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
NOWHERE = ["/x", "/a/b/c", "/k%E1%BB%8Bch-b%E1%BA%A3n"]


@pytest.mark.parametrize("path", NOWHERE)
def test_a_person_on_an_unknown_path_is_led_to_the_page_with_the_query(
    site: Running, path: str
) -> None:
    query = encode(PROVINCE, MOVED, "why", "en")[1:]
    found = site.get(f"{path}?{query}", Accept=BROWSER)
    assert found.status == 307
    place, asked = led_to(site, path, found)
    assert place == "/"
    assert parse_qs(asked)["lost"][0].startswith("/")
    link = decode(PROVINCE, f"?{asked}")
    assert (link.scenario, link.view, link.problems) == (
        decode(PROVINCE, query).scenario,
        "why",
        (),
    )


@pytest.mark.parametrize("path", ["/x", "/a/b/c", "/v=2&fdi=300"])
def test_a_page_below_a_path_of_a_proxy_is_found_from_there(site: Running, path: str) -> None:
    found = site.get(path, Accept=BROWSER)
    led = urlsplit(urljoin(f"https://plan.example/soc-trang{path}", found.headers["location"]))
    assert (led.netloc, led.path) == ("plan.example", "/soc-trang/")


@pytest.mark.parametrize(
    "path",
    [
        "/a/",
        "//evil.example",
        "//evil.example/..",
        "/%5Cevil.example",
        "/%2F/x",
        "/%0D%0ASet-Cookie:x=1",
        "//evil.example/x/",
    ],
)
def test_no_path_leads_to_another_site(site: Running, path: str) -> None:
    found = site.get(path, Accept=BROWSER)
    assert "set-cookie" not in found.headers
    if found.status not in (400, 404):
        led_to(site, path, found)


@pytest.mark.parametrize("path", ["/plan.csv", "/a/b.json", "/x.png", "/_stcore/nothing"])
def test_a_file_that_is_not_there_is_no_page_for_a_browser_either(site: Running, path: str) -> None:
    assert site.get(path, Accept=BROWSER).status == 404


def test_what_streamlit_needs_is_no_unknown_path(site: Running) -> None:
    page = site.get("/").body.decode()
    for path in re.findall(r'(?:src|href)="\./(static/[^"]+)"', page):
        assert site.get(f"/{path}").status == 200
    assert site.get("/favicon.png").status == 200


def test_the_site_speaks_of_itself_as_the_reader_reached_it(site: Running) -> None:
    page = site.get("/data?lang=en", Host="plan.example", X_Forwarded_Proto="https")
    assert "https://plan.example/scenario.csv" in page.body.decode()
    chain = site.get("/data?lang=en", Host="plan.example", X_Forwarded_Proto="https, http")
    assert "https://plan.example/scenario.csv" in chain.body.decode()
    spoofed = site.get("/data?lang=en", Host="plan.example", X_Forwarded_Proto="javascript")
    assert "http://plan.example/scenario.csv" in spoofed.body.decode()


def test_many_at_once_all_get_their_own(site: Running) -> None:
    links = [f"lang=en&private_investment={500 + number}" for number in range(60)]
    with ThreadPoolExecutor(20) as pool:
        found = list(pool.map(lambda link: site.get(f"/scenario.json?{link}"), links))
    assert [it.status for it in found] == [200] * len(links)
    for number, it in enumerate(found):
        levers = json.loads(it.body)["scenario"]["levers"]
        values = {row["key"]: row["value"] for row in levers}
        assert values["private_investment"] == 500 + number


def leave(site: Running, picture: str, times: int) -> None:
    """Ask for pictures of as many scenarios, and never wait for an answer."""
    for number in range(times):
        with socket.create_connection(("127.0.0.1", site.port)) as line:
            asked = f"GET /chart/{picture}?private_investment={1000 + number} HTTP/1.1"
            line.sendall(f"{asked}\r\nHost: 127.0.0.1\r\n\r\n".encode())


def test_who_leaves_before_the_answer_holds_up_nobody(site: Running) -> None:
    leave(site, "sure.png", 30)
    assert site.get("/scenario.csv?private_investment=699").status == 200


def test_nothing_is_made_for_who_has_left(site: Running) -> None:
    """Four hundred who left are more than may wait, and would be computed for a minute."""
    leave(site, "drivers.png", 400)
    until(lambda: site.get("/scenario.csv?private_investment=698").status == 200)


def test_a_worker_that_dies_is_replaced(site: Running) -> None:
    assert site.get("/scenario.csv?private_investment=801").status == 200
    workers = children(site.process)
    assert workers
    for worker in workers:
        os.kill(worker, signal.SIGKILL)
    statuses = [site.get(f"/scenario.csv?private_investment={802 + n}").status for n in range(3)]
    assert statuses == [200] * 3


def test_the_worker_does_not_outlive_the_site() -> None:
    process, address = start_server()
    port = int(urlsplit(address).port or 0)
    assert Running(port, process.pid).get("/scenario.csv").status == 200
    workers = children(process.pid)
    assert workers
    process.kill()
    process.wait()
    until(lambda: not any(map(lives, workers)))


def test_robots_leave_files_alone_and_read_the_page(site: Running) -> None:
    found = site.get("/robots.txt").body.decode()
    assert "Disallow: /scenario." in found
    assert "/card.png" not in found


def test_the_health_of_the_page_answers_beside_files(site: Running) -> None:
    stop = threading.Event()

    def ask() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            site.get(f"/chart/why.png?private_investment={900 + number}")

    askers = [threading.Thread(target=ask) for _ in range(4)]
    for asker in askers:
        asker.start()
    try:
        assert all(site.get("/_stcore/health").status == 200 for _ in range(20))
    finally:
        stop.set()
        for asker in askers:
            asker.join()
