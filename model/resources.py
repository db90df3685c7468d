"""Folders that stand beside the code in a checkout and inside the package once installed."""

from importlib.resources import files
from pathlib import Path


def shipped(folder: str) -> Path:
    """Return a folder that ships with the model: ``data``, ``docs``.

    Raises
    ------
    FileNotFoundError
        The installation lacks it.
    """
    package = Path(str(files("model")))
    for place in (package / folder, package.parent / folder):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"{folder}: neither in {package} nor beside it")
