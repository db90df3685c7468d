"""Photograph the page for the README: ``python -m tests.support.screenshot``."""

import shutil
import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.support.browser import running_browser, running_server, visitor
from tests.support.paths import ROOT
from tests.support.province import PROVINCE
from tests.support.reader import changed
from tests.support.steps import expect_page, open_page
from ui.state.link import encode

SHOT = ROOT / ".readme" / "page.png"
SIZE = {"width": 1440, "height": 900}


def take(executable: str, file: Path) -> None:
    """Photograph the plan with 80 % disbursed, in Vietnamese."""
    scenario = changed({"disbursement_rate": 80.0})
    file.parent.mkdir(exist_ok=True)
    with (
        running_server() as address,
        running_browser(executable) as browser,
        visitor(browser, address, viewport=SIZE, device_scale_factor=1) as tab,
    ):
        open_page(tab, "/" + encode(PROVINCE, scenario))
        expect_page(tab, scenario)
        tab.locator(".offer-close:visible").click()  # of the line for newcomers
        expect(tab.locator("table.tg tbody").first).to_be_visible()
        tab.evaluate("document.fonts.ready.then(() => null)")
        tab.screenshot(path=file, animations="disabled", caret="hide")


def main() -> int:
    """Write the picture of the README."""
    executable = shutil.which("chromium")
    if executable is None:
        print("no chromium on this machine: apt-get install chromium", file=sys.stderr)
        return 2
    take(executable, SHOT)
    print(SHOT.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
