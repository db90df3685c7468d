"""While a lever is moved the page shows at once what the next run will show, and nothing else."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.support.browser import open_context
from tests.support.province import PROVINCE
from tests.support.reader import PLAN, changed, headline_text, preset
from tests.support.steps import expect_page, open_page, settled, slider, step
from ui.text.words import LANGUAGES

KEY = "disbursement_rate"
PARTS = ".headline, .phone-bar .strip, .hero tr:has([data-dot])"
DRAWN = f"Array.from(document.querySelectorAll('{PARTS}'), it => it.outerHTML)"
SEEN = f"""() => {{
    const clean = (text) => text.replace(/\\s+/g, " ");
    window.seen = [];
    const look = () => {{
        const now = [
            document.querySelector("#slider_{KEY}").getAttribute("aria-valuetext"),
            clean(document.querySelector(".headline").innerText),
        ];
        if (String(window.seen.at(-1)) !== String(now)) window.seen.push(now);
        requestAnimationFrame(look);
    }};
    look();
}}"""
"""Notes in each frame where the slider stands and what the headline says."""


class HeldLine:
    """The websocket of a tab, whose answers a test can hold back."""

    def __init__(self, tab: Page) -> None:
        self.held: list[tuple[WebSocketRoute, str | bytes]] = []
        self.hold = False
        tab.route_web_socket("**/_stcore/stream", self._opened)

    def _opened(self, route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        server.on_message(lambda message: self._answered(route, message))

    def _answered(self, route: WebSocketRoute, message: str | bytes) -> None:
        if self.hold:
            self.held.append((route, message))
        else:
            route.send(message)

    def let_go(self) -> None:
        """Pass on what was held back, and all that follows."""
        self.hold = False
        for route, message in self.held:
            route.send(message)
        self.held.clear()


@pytest.fixture
def tab(browser: Browser, server: str) -> Iterator[Page]:
    context = open_context(browser, base_url=server)
    yield context.new_page()
    context.close()


def take(tab: Page, key: str) -> None:
    """Put the focus on a slider, and wait until its values have come."""
    with tab.expect_response("**/lever.json?**") as answer:
        slider(tab, key).focus()
    assert answer.value.ok


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_and_dots_follow_before_a_run_answers(tab: Page, language: str) -> None:
    line = HeldLine(tab)
    start = changed({KEY: 80.0})
    open_page(tab, f"/?{KEY}=80&lang={language}", scenario=start, language=language)
    settled(tab)
    take(tab, KEY)
    line.hold = True
    for _ in range(3):
        slider(tab, KEY).press("ArrowLeft")
    wanted = changed({KEY: 77.0})
    expect(tab.locator(".headline")).to_have_text(headline_text(wanted, language))
    ahead = tab.evaluate(DRAWN)
    line.let_go()
    expect_page(tab, wanted, language=language)
    settled(tab)
    expect(tab.locator("[data-was]")).to_have_count(0)
    drawn = tab.evaluate(DRAWN)
    assert tab.evaluate(FIGURES, ahead) == tab.evaluate(FIGURES, drawn)
    assert tab.evaluate(DOTS, ahead) == pytest.approx(tab.evaluate(DOTS, drawn), abs=A_PIXEL)


OF_PARTS = """(parts) => parts.flatMap((html) => {
    const part = document.createElement("template");
    part.innerHTML = `<table>${html}</table>`;
    const found = (places) => Array.from(part.content.querySelectorAll(places));
    return %s;
})"""
FIGURES = OF_PARTS % (
    'found("[data-ahead], [data-change]").map((it) => [it.textContent, it.className])'
)
DOTS = OF_PARTS % 'found("[data-dot]").map((it) => +it.style.getPropertyValue("--p"))'
A_PIXEL = 0.4
"""Per cent of the width of the picture."""


def test_what_a_run_draws_as_before_stands_as_it_was(tab: Page) -> None:
    line = HeldLine(tab)
    open_page(tab, scenario=PLAN)
    settled(tab)
    before = tab.evaluate(DRAWN)
    take(tab, KEY)
    line.hold = True
    slider(tab, KEY).press("ArrowLeft")
    expect(tab.locator("[data-was]").first).to_be_attached()
    assert tab.evaluate(DRAWN) != before
    slider(tab, KEY).press("ArrowRight")
    line.let_go()
    expect_page(tab, PLAN)
    settled(tab)
    expect(tab.locator("[data-was]")).to_have_count(0)
    assert tab.evaluate(DRAWN) == before


def test_what_is_pressed_meanwhile_ends_what_was_shown_ahead(tab: Page) -> None:
    """A figure of the lever that was moved stands nowhere once another setting is asked for."""
    line = HeldLine(tab)
    start = changed({KEY: 80.0})
    open_page(tab, f"/?{KEY}=80", scenario=start)
    settled(tab)
    take(tab, KEY)
    line.hold = True
    for _ in range(3):
        slider(tab, KEY).press("ArrowLeft")
    headline = tab.locator(".headline")
    expect(headline).to_have_text(headline_text(changed({KEY: 77.0})))
    step(tab, "preset_trend_2024").click()
    expect(headline).to_have_text(headline_text(start))
    expect(tab.locator("[data-was]")).to_have_count(0)
    line.let_go()
    expect_page(tab, preset("trend_2024"))


def test_a_drag_never_shows_a_figure_of_another_place(tab: Page) -> None:
    """In no frame the headline says what belongs neither to where the slider stands nor before."""
    open_page(tab, f"/?{KEY}=90", scenario=changed({KEY: 90.0}))
    settled(tab)
    take(tab, KEY)
    slider(tab, KEY).press("ArrowLeft")  # by its answer the values that came before are read
    expect_page(tab, changed({KEY: 89.0}))
    settled(tab)
    tab.evaluate(SEEN)
    for _ in range(24):
        slider(tab, KEY).press("ArrowLeft")
    expect_page(tab, changed({KEY: 65.0}))
    settled(tab)
    said = {value: headline_text(changed({KEY: value})) for value in map(float, range(65, 91))}
    for at, headline in tab.evaluate("window.seen"):
        assert headline == said[float(at)]


def test_no_values_no_harm(tab: Page) -> None:
    """Where the address does not answer, runs show what a lever gives."""
    tab.route("**/lever.json?**", lambda route: route.abort())
    open_page(tab, scenario=PLAN)
    slider(tab, KEY).press("ArrowLeft")
    expect_page(tab, changed({KEY: 94.0}))


def test_a_lever_off_its_grid_is_shown_between_its_stops(tab: Page) -> None:
    lever = PROVINCE.levers["public_plan"]
    start = changed({"public_plan": 6000.5})
    open_page(tab, "/?public_plan=6000.5", scenario=start)
    settled(tab)
    line = HeldLine(tab)
    take(tab, "public_plan")
    slider(tab, "public_plan").press("ArrowLeft")
    wanted = changed({"public_plan": 6000.0})
    assert lever.step == 50.0
    expect_page(tab, wanted)
    assert not line.held
