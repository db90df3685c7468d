"""Names of downloaded files."""

import re

from ui.state.current import Page


def file_stem(page: Page) -> str:
    """Name a download after province, scenario and model version, in plain letters."""

    def plain(text: str) -> str:
        return re.sub(r"[^A-Za-z0-9]+", "_", text).strip("_").lower()

    scenario = plain(page.scenario.name) or "scenario"
    return f"{plain(page.province.model)}_{scenario}_{page.province.version}"
