"""Links that lead to other sites, and say nothing of a scenario."""

import re
from functools import partial
from urllib.parse import parse_qsl

from model.province.province import Province
from model.scenario.link.form import is_parameter
from model.scenario.link.mend import query_of
from model.scenario.link.wrapped import is_ours, unwrapped

_HOST = re.compile(r"https?://([^/?#\s]+)", re.IGNORECASE)


def foreign_host(province: Province, text: str) -> str:
    """Return the host of a link that holds no scenario; empty where it does or names no host.

    The page may stand anywhere, so a host says nothing, and what is asked of it everything.
    """
    known = partial(is_parameter, province)
    pairs = unwrapped(parse_qsl(query_of(text), keep_blank_values=True), known)
    host = _HOST.search(text)
    return host[1] if host and not is_ours(pairs, pairs, known) else ""
