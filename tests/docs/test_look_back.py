"""What the README and the model card say of a year that came is what the model scored."""

from datetime import date
from statistics import fmean

from model.evidence.look_back import (
    KNOWN,
    MEASURES,
    REPEATED,
    REST,
    UNKNOWN,
    Against,
    LookBack,
    against,
    look_backs,
    miss_of_growth,
    worst,
)
from model.evidence.look_back_card import WORST, look_back_section
from model.evidence.look_back_summary import MARKS, statuses_right, without_band, worst_first
from model.evidence.origin import NATION
from model.evidence.vintages import PASSED
from model.province.keys import GROWTH
from model.uncertainty.bands import WIDTHS
from tests.support.documents import DOCUMENTS
from tests.support.province import DATA, PROVINCE

YEAR = 2024
FOUND = look_backs(PROVINCE, YEAR)
BLIND, LATER = FOUND["1.0.0", PASSED], FOUND["1.1.0", PASSED]
README = " ".join(DOCUMENTS["README.md"].split())
CARD = (DATA / "MODEL_CARD.md").read_text(encoding="utf-8")


def repeated(found: LookBack) -> dict[str, Against]:
    """2023 repeated beside a version, by measure."""
    rows = against(PROVINCE, found)
    return {row.measure: row for row in rows if row.rival == REPEATED}


def missed(found: LookBack) -> list[str]:
    """The mean misses of growth, levels and rates with one decimal."""
    return [f"{fmean(row.missed for row in found.of(measure)):.1f}" for measure in MEASURES]


def due(found: LookBack) -> list[str]:
    """How many of the rows with a band the 90, 60 and 30 % bands should hold, if they are right."""
    return [f"{len(found.ranged) * width / 100:.0f}" for width in sorted(WIDTHS, reverse=True)]


def growth_of(found: LookBack) -> tuple[float, float]:
    """Growth as projected, and as it came."""
    (row,) = (row for row in found.scored if row.key == GROWTH)
    return row.forecast.projected, row.came.middle


def test_the_readme_says_how_the_first_version_did() -> None:
    projected, came = growth_of(BLIND)
    growth, level, rate = missed(BLIND)
    rivals = repeated(BLIND)
    assert all(rivals[it].count == len(BLIND.of(it)) for it in MEASURES)
    count = [len(BLIND.of(measure)) for measure in MEASURES]
    naive = [f"{rivals[measure].missed:.1f}" for measure in MEASURES]
    better, of = BLIND.better
    clean, day = BLIND.unseen, date.fromisoformat(PROVINCE.versions[BLIND.version].date)
    right, known = statuses_right(PROVINCE, BLIND)
    for sentence in (
        f"it projected growth of {projected:.2f} % and {came:.2f} % came",
        f"made on {day.day} {day:%B %Y}, before the outcome was known to its makers",
        f"Of {len(BLIND.ranged)} figures that have a band, its 90 % band held {BLIND.held(90)} "
        f"(about {due(BLIND)[0]} due), its 60 % band {BLIND.held(60)} (about {due(BLIND)[1]}) and "
        f"its 30 % band {BLIND.held(30)} (about {due(BLIND)[2]})",
        f"The base of {len(BLIND.scored) - len(clean.scored)} was read off a page that also prints "
        f"the outcome; of the {len(clean.ranged)} others these bands held {clean.held(90)}, "
        f"{clean.held(60)} and {clean.held(30)} (about {due(clean)[0]}, {due(clean)[1]} and "
        f"{due(clean)[2]} due)",
        f"On average {count[0]} growth rates were missed by {growth} points, {count[1]} levels by "
        f"{level} % and {count[2]} rates by {rate} points; 2023 repeated misses by {naive[0]}, "
        f"{naive[1]} and {naive[2]}",
        f"Its CRPS is at most {BLIND.relative:.2f} of that of 2023 repeated in half of them, and "
        f"lower in {better} of {of}",
        f"{right} of {known} targets came out as projected",
    ):
        assert sentence in README


def test_the_readme_says_how_the_present_version_does_and_why_it_missed() -> None:
    projected, _ = growth_of(LATER)
    growth, level, rate = missed(LATER)
    parts = miss_of_growth(PROVINCE, YEAR)
    assert parts is not None
    for sentence in (
        f"Version 1.1.0, made afterwards, gives {projected:.2f} % and misses by {growth} points, "
        f"{level} % and {rate} points; its 90 % band holds {LATER.held(90)} of "
        f"{len(LATER.ranged)}",
        f"Of the {sum(parts.values()):.2f} points of growth that it missed, the nation makes "
        f"{parts[NATION]:+.2f}, levers that turned out otherwise {parts[KNOWN]:+.2f}, levers "
        f"whose outcome is not known {parts[UNKNOWN]:+.2f}, and {parts[REST]:+.2f} the model does "
        "not explain",
    ):
        assert sentence.replace("-", "−") in README.replace("-", "−")


def test_the_readme_names_the_worst_misses() -> None:
    error = {row.key: row.error for row in BLIND.scored}
    first = [row.key for row in worst(BLIND.scores)][:3]
    assert first == ["grdp_per_capita", "share_sector3", "jobs_created"]
    told = README.replace("−", "-")
    assert (
        "The worst misses over their band were income per head "
        f"({error['grdp_per_capita']:.1f} %, prices), the share of sector III "
        f"({error['share_sector3']:+.2f} points) and workers placed in jobs "
        f"({error['jobs_created']:.1f} %)"
    ) in told
    assert f"exports ({error['exports']:.1f} %) were inside" in told


def test_the_readme_says_what_lay_outside_its_band_and_what_has_none() -> None:
    outside = {row.key for row in BLIND.ranged if not row.within(90)}
    assert outside == {"grdp_per_capita", "shrimp_output"}
    assert {row.key for row in BLIND.scored} - {row.key for row in BLIND.ranged} == {
        "ocop_products",
        "shrimp_area",
    }
    (exports,) = (row for row in BLIND.ranged if row.key == "exports")
    assert exports.within(90)
    assert "Outside its 90 % band lay income per head and shrimp output" in README
    assert "OCOP products and shrimp area have no band" in README


def test_the_card_holds_the_section() -> None:
    section = "\n".join(look_back_section(PROVINCE))
    assert section in CARD
    assert CARD.index(section) < CARD.index("## How good it is")
    assert f"- 1.0.0 of 2026-11-22: {MARKS['before']}" in section
    assert f"- 1.1.0 of 2026-11-26: {MARKS['afterwards']}" in section
    for found in FOUND.values():
        assert any(
            line.startswith(f"| {found.version} |") and f"| {len(found.scored)} |" in line
            for line in section.splitlines()
        )


def test_the_card_shows_the_worst_ten_and_what_has_no_band() -> None:
    _, *rows = worst_first(PROVINCE, BLIND)
    for row in rows[:WORST]:
        assert f"| {' | '.join(row)} |" in CARD
    assert without_band(PROVINCE, BLIND) in CARD
