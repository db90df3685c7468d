"""The views of the page: each takes a `Page` and draws itself."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ui.state.current import Page
from ui.views.compare.view import compare
from ui.views.how_sure.view import sure
from ui.views.indicators.view import indicators
from ui.views.look_back.view import look_back
from ui.views.method.view import method
from ui.views.outlook.view import outlook
from ui.views.reach.view import reach
from ui.views.why.view import why

VIEWS: Mapping[str, Callable[[Page], None]] = MappingProxyType(
    {
        "indicators": indicators,
        "why": why,
        "sure": sure,
        "compare": compare,
        "reach": reach,
        "outlook": outlook,
        "look_back": look_back,
        "method": method,
    }
)
