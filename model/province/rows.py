"""The rows of the data tables: one class a table, one field a column."""

from dataclasses import dataclass
from math import inf

from model.problems import plain

PER_CENT = 0.01
"""Scale of units in hundredths."""


@dataclass(frozen=True)
class Lever:
    """A quantity the reader may set; numbers in the lever's unit.

    ``base`` is the base year, a fact; ``trend`` what the plan year would be if things go as
    usual, the reference; ``plan`` what is planned.
    """

    key: str
    group: str
    name_vi: str
    name_en: str
    unit: str
    symbol: str
    min: float
    base: float
    trend: float
    plan: float
    max: float
    step: float
    advanced: bool
    base_kind: str
    trend_kind: str
    plan_kind: str
    help_vi: str
    help_en: str
    base_source: str
    trend_source: str
    plan_source: str

    @property
    def range(self) -> tuple[float, float]:
        """Lowest and highest value that may be set."""
        return self.min, self.max


@dataclass(frozen=True)
class Parameter:
    """A number of the model with its range, evidence grade (A, B, C) and source."""

    key: str
    symbol: str
    name_vi: str
    name_en: str
    default: float
    low: float
    high: float
    distribution: str
    unit: str
    grade: str
    source: str
    note_vi: str
    note_en: str

    @property
    def range(self) -> tuple[float, float]:
        """Lowest and highest value that may be assumed."""
        return self.low, self.high

    @property
    def used(self) -> bool:
        """False for rows that hold a lever's value or a cross-check only."""
        return self.distribution in ("fixed", "triangular")


@dataclass(frozen=True)
class Indicator:
    """An outcome of the Resolution or of the model; ``symbol`` is empty if it is not modelled.

    ``base`` says where the value of the base year comes from: the key of a parameter or of a
    lever, ``derived`` (the model) or ``observation``. ``residual`` is the parameter that
    holds the standard deviation of a residual of its own, or empty. After the year ``until``
    the indicator has no value, as its definition ends. A reader's own target lies between
    ``target_low`` and ``target_high``, None where the indicator is not modelled.
    """

    key: str
    group: str
    name_vi: str
    name_en: str
    unit: str
    symbol: str
    decimals: int
    better: str
    modelled: bool
    base: str
    residual: str
    until: int | None
    target_low: float | None
    target_high: float | None
    variable: str
    note_vi: str
    note_en: str

    @property
    def range(self) -> tuple[float, float]:
        """Least and greatest value of a reader's own target; no bound where none is known."""
        low, high = self.target_low, self.target_high
        return (-inf if low is None else low, inf if high is None else high)


@dataclass(frozen=True)
class Preset:
    """A named scenario: all levers at the ``base`` column, less those in preset_levers.csv."""

    key: str
    base: str
    name_vi: str
    name_en: str
    assumes_vi: str
    assumes_en: str


@dataclass(frozen=True)
class PresetLever:
    """A lever that a preset sets away from its base."""

    preset: str
    lever: str
    value: float


@dataclass(frozen=True)
class LinkDefault:
    """The value of a lever that a link of a published schema leaves out.

    ``since`` is the version of the model that brought the lever: a file of an earlier one leaves it
    out as well.
    """

    schema: int
    lever: str
    value: float
    since: str


@dataclass(frozen=True)
class Observation:
    """A published figure; one per key, year and kind is ``chosen``, by ``rule``."""

    key: str
    year: int
    kind: str
    comparator: str
    value: float | None
    value_high: float | None
    unit: str
    as_of: str
    chosen: bool
    rule: str
    source: str
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Target:
    """A published target; ``decimals`` as printed, ``value_high`` for a range."""

    key: str
    set: str
    year: int
    comparator: str
    value: float
    value_high: float | None
    decimals: int
    unit: str
    chosen: bool
    rule: str
    source: str
    note_vi: str
    note_en: str

    @property
    def ends(self) -> tuple[float, float]:
        """Lower and upper end, the same where one number was printed."""
        return self.value, self.value if self.value_high is None else self.value_high

    @property
    def text(self) -> str:
        """The target as printed, without its unit: ``7–7.5``, ``≥ 95``, ``65.7``."""
        sign = {">=": "≥ ", "<=": "≤ "}.get(self.comparator, "")
        return sign + "–".join(map(plain, dict.fromkeys(self.ends)))


@dataclass(frozen=True)
class Review:
    """What a source says an indicator did against its target."""

    key: str
    year: int
    status: str
    chosen: bool
    source: str
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Outcome:
    """How an indicator of a year that came is scored; its figures are observations.

    ``scored`` is ``value``, ``range`` (from the lowest to the highest figure of the year) or
    ``no``, for the reason in the note. ``measure`` says how a miss is counted: ``growth`` and
    ``rate`` in points, ``level`` in per cent of what came. ``seen``: a number of the base year was
    read off a page that also prints the outcome, so the row is no clean test.
    """

    key: str
    year: int
    scored: str
    measure: str
    seen: bool
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class OutcomeLever:
    """A lever as it turned out in a year that came.

    ``indicator`` is the outcome that it was read from, so that with this lever the model no longer
    projects it; empty for what was published of the lever itself.
    """

    year: int
    lever: str
    value: float
    indicator: str
    kind: str
    source: str
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Vintage:
    """A figure of ``year`` as it was first known at the end of ``origin``.

    A later origin revises it. Of the year after the origin there are targets, forecasts and the
    plan of the levers.
    """

    origin: int
    year: int
    key: str
    value: float
    value_high: float | None
    unit: str
    kind: str
    source: str
    note_vi: str
    note_en: str

    @property
    def ends(self) -> tuple[float, float]:
        """Lower and upper end, the same where one number was printed."""
        return self.value, self.value if self.value_high is None else self.value_high


@dataclass(frozen=True)
class Comparator:
    """A figure of one of the provinces of the region; not ``used`` if it looks like a slip."""

    area: str
    year: int
    key: str
    value: float
    unit: str
    used: bool
    source: str
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class ProvinceGrowth:
    """Real growth of another province of the region as printed; one figure a year is ``used``.

    By ``rule``, a word that says why it is the one, or why it is not.
    """

    area: str
    year: int
    kind: str
    value: float
    unit: str
    used: bool
    rule: str
    source: str
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class CrossCheck:
    """A regression on the provinces of the region, against a number of the model.

    ``expected`` is that number, ``parameter`` the one it comes from or depends on most.
    """

    key: str
    parameter: str
    estimate: float
    standard_error: float
    expected: float
    unit: str
    n: int
    provinces: int
    method: str
    verdict: str
    source: str


@dataclass(frozen=True)
class Benchmark:
    """A published result: a range, or one end of it."""

    key: str
    name_vi: str
    name_en: str
    low: float | None
    high: float | None
    unit: str
    source: str
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Effect:
    """A published effect of public money: a number, a range or its sign only.

    ``measure`` says of which effect, by the kind ``effect`` of groups.csv. Without ``low`` and
    ``high`` only a sign is known: ``sign`` for the comparison, ``finding`` in words.
    """

    key: str
    measure: str
    name_vi: str
    name_en: str
    low: float | None
    high: float | None
    sign: str
    finding_vi: str
    finding_en: str
    place_vi: str
    place_en: str
    years: str
    method_vi: str
    method_en: str
    unit: str
    source: str
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Series:
    """The name of an observed series that is no indicator."""

    key: str
    name_vi: str
    name_en: str
    unit: str


@dataclass(frozen=True)
class Source:
    """Where a figure was published; ``url`` may be empty for a paper source."""

    id: str
    title: str
    url: str
    date: str

    def title_in(self, language: str) -> str:
        """Name the source; one without an address by the half of its title in the language."""
        if self.url or " / " not in self.title:
            return self.title
        return self.title.split(" / ")[0 if language == "vi" else 1]


@dataclass(frozen=True)
class Project:
    """A key project, shown as context beside a lever."""

    key: str
    name_vi: str
    name_en: str
    total_bn_vnd: float | None
    length_km: float | None
    authority: str
    start: str
    lever: str
    source: str
    note_vi: str
    note_en: str


@dataclass(frozen=True)
class Limit:
    """A limit of the model in plain words, by ``kind``; ``source`` may be empty.

    Places in braces are filled by `model.evidence.limits.facts`.
    """

    key: str
    kind: str
    text_vi: str
    text_en: str
    source: str


@dataclass(frozen=True)
class Version:
    """A published version of the model: rows are only ever added.

    Its makers knew outcomes up to the year ``knew``. ``reference`` is the preset that everything
    was measured against; ``reference_growth`` and ``plan_growth`` are growth of the first year,
    per cent; ``results`` is the digest of the published results, so that they cannot change under
    the same version.
    """

    version: str
    date: str
    schema: int
    knew: int
    reference: str
    reference_growth: float
    plan_growth: float
    results: str
    changes_vi: str
    changes_en: str

    def blind_to(self, year: int) -> bool:
        """Tell whether it was made before the outcome of a year was known to its makers."""
        return self.knew < year


@dataclass(frozen=True)
class Group:
    """A word with its key, by ``kind``: a heading of levers or indicators, a channel, a status."""

    kind: str
    key: str
    name_vi: str
    name_en: str


@dataclass(frozen=True)
class Unit:
    """A unit with its words; ``scale`` turns a value of the tables into one of the model."""

    unit: str
    name_vi: str
    name_en: str
    scale: float

    @property
    def is_rate(self) -> bool:
        """True for per cent and for points: a percent sign may stand behind their numbers."""
        return self.scale == PER_CENT
