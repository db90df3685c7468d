"""Money put to work in a year (MODEL equations 1 and 2)."""

from dataclasses import dataclass

from model.equations.arrays import Array, Values


@dataclass(frozen=True)
class Money:
    """Investment of one year, bn VND at prices of that year, each of shape (n,)."""

    public: Array
    central: Array
    houses: Array
    private: Array
    foreign: Array

    @property
    def total(self) -> Array:
        """Investment without the houses, which a fund outside the plan pays."""
        return self.public + self.central + self.private + self.foreign

    def beyond(self, reference: "Money") -> "Money":
        """Subtract the investment of the reference path, item by item."""
        return Money(
            public=self.public - reference.public,
            central=self.central - reference.central,
            houses=self.houses - reference.houses,
            private=self.private - reference.private,
            foreign=self.foreign - reference.foreign,
        )


def public_investment(plan: Array, rate: Array, other_plan: Array, other_rate: Array) -> Array:
    """Public investment disbursed: IG = plan·rate + other·rate (equation 1), bn VND."""
    return plan * rate + other_plan * other_rate


def private_investment(
    trend: Array, beyond_trend: Array, crowded_in: Array | float, reform: Array
) -> Array:
    """Domestic private investment: IP (equation 2), bn VND at prices of the year.

    Parameters
    ----------
    trend
        IP_0(1+g_IP)^t.
    beyond_trend
        Lever ``private_investment``, grown with g_IP after the first year.
    crowded_in
        Σ γ_s·Δʳ IG_{t−s}, s = 0, 1, 2: private money that follows public money.
    reform
        ε_PCI·pci_change·q_t·IPʳ_t.
    """
    return trend + beyond_trend + crowded_in + reform


def base_money(reference: Values, parameters: Values) -> Money:
    """Investment of the base year: public money at the reference levers, no central works."""
    public = _public(reference)
    return Money(
        public=public,
        central=0.0 * public,
        houses=parameters["house_cost"] * reference["houses_for_poor"],
        private=parameters["ip0"],
        foreign=parameters["if0"],
    )


def money_path(
    levers: Values, parameters: Values, years: int, reference: tuple[Money, ...] | None = None
) -> tuple[Money, ...]:
    """Investment of the years 1 … ``years``; ``reference`` is the path at reference levers.

    Public money levers grow with g_IG and private ones with g_IP after the first year.
    Without ``reference`` the path is the reference itself: nothing is crowded in.
    """
    crowding_in = [parameters["kci0"], parameters["kci1"], parameters["kci2"]]
    path: list[Money] = []
    for t in range(1, years + 1):
        public_growth = (1.0 + parameters["g_ig_ref"]) ** (t - 1)
        private_growth = (1.0 + parameters["g_ip_ref"]) ** (t - 1)
        public = _public(levers) * public_growth
        trend = parameters["ip0"] * (1.0 + parameters["g_ip_ref"]) * private_growth
        beyond_trend = levers["private_investment"] * private_growth
        reference_private = trend + beyond_trend if reference is None else reference[t - 1].private
        crowded_in: Array | float = 0.0
        if reference is not None:
            flows = [money.public for money in path] + [public]
            gaps = [flow - other.public for flow, other in zip(flows, reference, strict=False)]
            for share, gap in zip(crowding_in, reversed(gaps), strict=False):
                crowded_in = crowded_in + share * gap
        reform = (
            parameters["eps_pci_inv"]
            * levers["pci_change"]
            * reform_share(parameters, t)
            * reference_private
        )
        path.append(
            Money(
                public=public,
                central=levers["central_projects"] * public_growth,
                houses=parameters["house_cost"] * levers["houses_for_poor"] * public_growth,
                private=private_investment(trend, beyond_trend, crowded_in, reform),
                foreign=parameters["if0"] * (1.0 + parameters["g_ip_ref"]) * private_growth
                + levers["fdi"] * private_growth,
            )
        )
    return tuple(path)


def deflator(parameters: Values, t: int) -> Array:
    """Price level of the money of year t: (1+π_Y)^max(t−1, 0), 2024 as it stands."""
    return (1.0 + parameters["deflator"]) ** max(t - 1, 0)


def reform_share(parameters: Values, t: int) -> Array | float:
    """Share q_t of a change of the PCI score that works in year t: q_1, then 1."""
    return parameters["pci_first_year"] if t == 1 else 1.0


def _public(levers: Values) -> Array:
    return public_investment(
        levers["public_plan"],
        levers["disbursement_rate"],
        levers["other_public"],
        levers["disbursement_rate_other"],
    )
