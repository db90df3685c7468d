"""What axe-core finds wrong with a page: WCAG 2.2 AA and its best practices.

``axe.min.js`` is axe-core as it is published (MPL 2.0); its first line says which version.
"""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = Path(__file__).with_name("axe.min.js")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
DRAWN = ".katex-html"
"""The drawing of a formula: half of all boxes, in the colour of its text, and never read aloud.

It is emptied first: a page that is checked is not used any more.
"""
RUN = """({ tags, drawn, colours }) => {
    const rules = axe.getRules(tags)
        .filter(rule => !["experimental", "deprecated"].some(tag => rule.tags.includes(tag)))
        .map(rule => rule.ruleId);
    const coloured = new Set(axe.getRules(["cat.color"]).map(rule => rule.ruleId));
    const values = colours ? rules.filter(rule => coloured.has(rule)) : rules;
    for (const formula of document.querySelectorAll(drawn)) formula.replaceChildren();
    return axe.run(document, {
        runOnly: { type: "rule", values }, resultTypes: ["violations"],
    }).then(found => found.violations.flatMap(row => row.nodes.map(node =>
        `${row.id} (${row.impact}): ${node.html.slice(0, 200)} ${node.failureSummary.slice(0, 300)}`
    )));
}"""


def violations(tab: Page, colours: bool = False) -> list[str]:
    """List what axe-core finds wrong, a place each; of ``colours`` only what they decide."""
    if not tab.evaluate("'axe' in window"):
        tab.evaluate(SCRIPT.read_text(encoding="utf-8"))
    asked = {"tags": TAGS, "drawn": DRAWN, "colours": colours}
    found: list[str] = tab.evaluate(RUN, asked)
    return found
