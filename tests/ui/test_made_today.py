"""The day that files are dated by is that of Việt Nam, in whatever zone the server stands."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo

import pytest

from tests.support.page import html, opened
from ui.pieces import downloads

ZONES = ("UTC", "Pacific/Kiritimati", "America/Los_Angeles", "Asia/Ho_Chi_Minh")
MOMENTS = {
    datetime(2026, 11, 27, 16, 59, tzinfo=UTC): date(2026, 11, 27),
    datetime(2026, 11, 27, 17, 0, tzinfo=UTC): date(2026, 11, 28),
    datetime(2026, 11, 27, 10, 0, tzinfo=UTC): date(2026, 11, 27),
}
"""Moments with the day in Việt Nam."""


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A server in each zone in turn."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("zone")
@pytest.mark.parametrize("moment", MOMENTS, ids=str)
def test_today_is_the_day_in_viet_nam(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Stopped":
            return cls.fromtimestamp(moment.timestamp(), tz)

    monkeypatch.setattr(downloads, "datetime", Stopped)
    assert downloads.today() == MOMENTS[moment]


@pytest.mark.usefixtures("zone")
def test_workbook_and_paper_name_that_one_day() -> None:
    def there() -> str:
        return (datetime.now(UTC) + timedelta(hours=7)).date().isoformat()

    before = there()
    days = set(re.findall(r"made=([\d-]+)", "".join(html(opened([])))))
    assert len(days) == 1
    assert days <= {before, there()}
