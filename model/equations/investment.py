"""Money put to work in a year and its price level (equations 1, 2 and 47)."""

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
        """Investment without the houses, which a fund outside the plan pays (equation 25)."""
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
    """Public investment disbursed of both plans, before it grows (equation 1), bn VND."""
    return plan * rate + other_plan * other_rate


def private_investment(
    trend: Array, beyond_trend: Array, crowded_in: Array | float, reform: Array
) -> Array:
    """Domestic private investment (equation 2), bn VND at prices of the year.

    Parameters
    ----------
    trend
        Investment of the base year, grown.
    beyond_trend
        Lever ``private_investment``, grown after the first year.
    crowded_in
        Private money that follows public money of this year and two before.
    reform
        What a change of the PCI score brings.
    """
    return trend + beyond_trend + crowded_in + reform


def base_money(base: Values, parameters: Values) -> Money:
    """Investment of the base year, at its levers, no central works (equation 1)."""
    public = _public(base)
    return Money(
        public=public,
        central=0.0 * public,
        houses=parameters["house_cost"] * base["houses_for_poor"],
        private=parameters["ip0"],
        foreign=parameters["if0"],
    )


def money_path(
    levers: Values,
    parameters: Values,
    years: int,
    reform: Array | float = 0.0,
    reference: tuple[Money, ...] | None = None,
) -> tuple[Money, ...]:
    """Investment of the years 1 … ``years`` (equations 1 and 2).

    Public and private levers grow after the first year, each at its rate. ``reform`` is the
    change of the PCI score beyond the reference, and ``reference`` the path at its levers.
    Without them the path is the reference itself: nothing is crowded in.
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
        invited = (
            parameters["eps_pci_inv"] * reform * reform_share(parameters, t) * reference_private
        )
        path.append(
            Money(
                public=public,
                central=levers["central_projects"] * public_growth,
                houses=parameters["house_cost"] * levers["houses_for_poor"] * public_growth,
                private=private_investment(trend, beyond_trend, crowded_in, invited),
                foreign=parameters["if0"] * (1.0 + parameters["g_ip_ref"]) * private_growth
                + levers["fdi"] * private_growth,
            )
        )
    return tuple(path)


def deflator(parameters: Values, t: int) -> Array:
    """Price level of the money of year t; that of the first year as it stands (equation 47)."""
    return (1.0 + parameters["deflator"]) ** max(t - 1, 0)


def reform_share(parameters: Values, t: int) -> Array | float:
    """Share of a change of the PCI score that private investors follow in year t (equation 2)."""
    return parameters["pci_first_year"] if t == 1 else 1.0


def _public(levers: Values) -> Array:
    return public_investment(
        levers["public_plan"],
        levers["disbursement_rate"],
        levers["other_public"],
        levers["disbursement_rate_other"],
    )
