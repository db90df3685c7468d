"""LibreOffice without a window, set to a country, as people open and save files with it."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

LOCALES = ("vi-VN", "en-US")
NEEDED = (
    "no LibreOffice on this machine: apt-get install --no-install-recommends libreoffice-calc-nogui"
)
PATIENCE = 120
"""Seconds after which a conversion counts as stuck, on a busy machine too."""
MOST_AT_ONCE = 200
"""Files of one start: LibreOffice passes over those after about 250 without a word."""
OFFERED, SEMICOLONS, COMMAS, TABS = "9/44/59", "59", "44", "9"
"""Separators of a CSV file: all that the dialog ticks of itself, or the one that a person ticks."""
UTF_8, UTF_16, VIETNAMESE = "76", "65535", "40"
"""Encodings, as LibreOffice counts them; the last is Windows code page 1258."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{locale}</value></prop>
</item>
</oor:items>
"""


def opened(separators: str = OFFERED, encoding: str = UTF_8) -> str:
    """Say how a CSV file is opened: all else as the dialog offers it, the language the country's.

    That is: from the first line, quoted cells may be numbers, dates and percentages stay text.
    """
    return f"CSV:{separators},34,{encoding},1,,0,false,false"


def saved(
    separator: str = COMMAS, encoding: str = UTF_8, shown: bool = True, sheet: int = 0
) -> str:
    """Say how a sheet is saved as CSV: numbers as they are shown or whole; sheets count from 1."""
    words = "true" if shown else "false"
    return (
        f"csv:Text - txt - csv (StarCalc):{separator},34,{encoding},1,,0,false,{words},"
        f"false,false,false,{sheet}"
    )


@dataclass(frozen=True)
class Office:
    """A LibreOffice with settings of its own; ``profile`` is the folder that keeps them."""

    program: str
    profile: Path

    def convert(self, files: Mapping[str, bytes], to: str, how: str = "") -> dict[str, bytes]:
        """Open files and save each in another format, in as few starts of the program as it takes.

        Parameters
        ----------
        files
            Contents by names such as ``plan.csv``, without a hyphen: LibreOffice writes one
            between the name of the file and that of a sheet.
        to
            The suffix, and after a colon how it is written; see `saved`.
        how
            How CSV files are opened, see `opened`; empty for all others.

        Returns
        -------
        dict
            Contents by the names without suffix.
        """
        names = list(files)
        found: dict[str, bytes] = {}
        for start in range(0, len(names), MOST_AT_ONCE):
            some = {name: files[name] for name in names[start : start + MOST_AT_ONCE]}
            found |= self._convert(some, to, how)
        return found

    def _convert(self, files: Mapping[str, bytes], to: str, how: str) -> dict[str, bytes]:
        with TemporaryDirectory() as folder:
            source, target = Path(folder) / "opened", Path(folder) / "saved"
            source.mkdir()
            for name, content in files.items():
                (source / name).write_bytes(content)
            subprocess.run(
                [
                    *(self.program, "--headless", f"-env:UserInstallation={self.profile.as_uri()}"),
                    *([f"--infilter={how}"] if how else []),
                    *("--convert-to", to, "--outdir", str(target)),
                    *(str(source / name) for name in files),
                ],
                check=True,
                capture_output=True,
                timeout=PATIENCE,
            )
            found = {path.stem.partition("-")[0]: path.read_bytes() for path in target.iterdir()}
            missing = {Path(name).stem for name in files} - set(found)
            assert not missing, f"LibreOffice saved nothing of {missing}"
            return found


def office(program: str, folder: Path, locale: str) -> Office:
    """Set up a LibreOffice for a country, which says how numbers are read and written."""
    settings = folder / "user" / "registrymodifications.xcu"
    settings.parent.mkdir()
    settings.write_text(_SETTINGS.format(locale=locale), encoding="utf-8")
    return Office(program, folder)
