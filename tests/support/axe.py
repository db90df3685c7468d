"""What axe-core finds wrong with a page: WCAG 2.2 AA and its best practices.

``axe.min.js`` is axe-core as it is published (MPL 2.0); its first line says which version.
"""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("axe.min.js")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
RUN = """tags => axe.run(document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"],
}).then(found => found.violations.flatMap(row => row.nodes.map(node =>
    `${row.id} (${row.impact}): ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 300)}`
)))"""


def violations(tab: Page) -> list[str]:
    """List what axe-core finds wrong, a place each; nothing if nothing."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(SCRIPT.read_text(encoding="utf-8"))
    found: list[str] = tab.evaluate(RUN, list(TAGS))
    return found
