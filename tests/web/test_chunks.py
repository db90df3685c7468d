"""The first HTML names the scripts that a first run needs, so that they come before it asks."""

import re

import pytest

from tests.web.test_first import get
from ui.state.link import VIEWS
from web.first.chunks import SCRIPTS, WITHOUT_CHARTS


@pytest.mark.parametrize("view", VIEWS)
def test_what_draws_the_view_is_named_with_all_that_it_imports(view: str) -> None:
    html = get(f"view={view}").body.decode()
    named = re.findall(r'href="\./static/js/([\w.-]+)"', html)
    assert len(named) == len(set(named))
    for name in named:
        text = (SCRIPTS / name).read_text(encoding="utf-8")
        assert set(re.findall(r'(?:from|import) ?"\./([^"]+)"', text)) <= set(named)
    kinds = {name.partition(".")[0] for name in named}
    assert {"Html", "BidiComponent"} <= kinds
    assert ("ArrowVegaLiteChart" in kinds) is (view not in WITHOUT_CHARTS)
