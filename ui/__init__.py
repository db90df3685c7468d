"""The page: what is seen."""
