"""What ships with the model: beside the packages in a checkout, inside this one once installed."""

from pathlib import Path


def shipped(name: str) -> Path:
    """Return a file or folder that ships: ``data``, ``docs``, ``app.py``.

    Raises
    ------
    FileNotFoundError
        The installation lacks it.
    """
    package = Path(__file__).parent  # importlib.resources took a tenth of the command line's start
    for place in (package / "shipped" / name, package.parent / name):
        if place.exists():
            return place
    raise FileNotFoundError(f"{name}: neither in {package / 'shipped'} nor beside {package}")
