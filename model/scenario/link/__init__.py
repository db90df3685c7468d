"""Shared links: a scenario as a query string, and back, for ever.

A link holds the schema version ``v``, the model version ``m``, how many levers stand off the plan
of its schema ``n`` and these levers by their keys, ``t.<indicator>`` for the reader's own targets,
``p.<parameter>`` for own assumptions, ``sigma`` for the residual standard deviation, ``name``, and
``a.`` to ``d.`` for pinned scenarios: ``a.name``, and ``a.levers`` with a place for every lever.
``r`` is the growth that the page showed when the link was copied; ``view`` and ``lang`` say how the
scenario is shown, and ``lang`` ends the link, so that one that lost its end is known (`cut`).

A lever that a link leaves out takes the default of the link's own schema (link_defaults.csv), so a
changed default never changes an old link. Earlier links named every lever, of pins as
``a.<lever>``: they open for ever. What happens to links on their way is put right (`mend`).
"""

from model.scenario.link.cut import Cut
from model.scenario.link.foreign import foreign_host
from model.scenario.link.form import LONGEST_LINK, MOST_PAIRS, NOTES, SIGMA, Pair, is_parameter
from model.scenario.link.growth import other_growth, shown_growth
from model.scenario.link.mend import query_in_path
from model.scenario.link.read import ANY, Choices, Decoded, decode, decode_pairs
from model.scenario.link.values import open_keys, own_targets
from model.scenario.link.write import encode, full_pairs, link_pairs, written

__all__ = [
    "ANY",
    "LONGEST_LINK",
    "MOST_PAIRS",
    "NOTES",
    "SIGMA",
    "Choices",
    "Cut",
    "Decoded",
    "Pair",
    "decode",
    "decode_pairs",
    "encode",
    "foreign_host",
    "full_pairs",
    "is_parameter",
    "link_pairs",
    "open_keys",
    "other_growth",
    "own_targets",
    "query_in_path",
    "shown_growth",
    "written",
]
