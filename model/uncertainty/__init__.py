"""How sure: draws of parameters and residuals, bands, and what drives a spread."""
