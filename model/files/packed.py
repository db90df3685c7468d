"""Files that are zips, packed the same on every day."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The date of every part of such a file: the earliest that a zip can say."""


def packed(parts: io.BytesIO) -> bytes:
    """Pack the parts of a file again, as if on one and the same day."""
    again = io.BytesIO()
    with ZipFile(parts) as found, ZipFile(again, "w") as archive:
        for part in found.infolist():
            archive.writestr(ZipInfo(part.filename, LONG_AGO), found.read(part), ZIP_DEFLATED)
    return again.getvalue()
