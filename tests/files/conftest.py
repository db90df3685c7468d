"""One LibreOffice for each country; without the program these tests skip, but never in CI."""

import os
import shutil
from collections.abc import Mapping

import pytest

from tests.support.libreoffice import LOCALES, NEEDED, Office, office

Offices = Mapping[str, Office]


@pytest.fixture(scope="session")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Offices:
    """LibreOffice by country; a missing one fails in CI and skips elsewhere."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(NEEDED)
        pytest.skip(NEEDED)
    return {locale: office(program, tmp_path_factory.mktemp(locale), locale) for locale in LOCALES}
