"""Keys that code outside the equations names, each once."""

GROWTH = "grdp_growth"
"""Growth of GRDP, the indicator that everything is judged by."""
INCOME = "grdp_per_capita"
"""GRDP per head."""
LATER_SETS = ("term_2025", "planning_2030")
"""Sets of targets after the plan year: of the term and of the planning to 2030."""
