"""Keys that code outside the equations names, each once."""

GROWTH = "grdp_growth"
"""Growth of GRDP, the indicator that everything is judged by."""
INCOME = "grdp_per_capita"
"""GRDP per head."""
