"""The page that describes the addresses."""
