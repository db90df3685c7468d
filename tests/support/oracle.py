"""The growth model once more, one number at a time, transcribed from docs/MODEL.md only.

A second, independent reading to hold the vectorised model against: plain floats, no arrays, no
classes; each step says by number which equations of docs/MODEL.md it transcribes, and takes its
letters. A column of the spreadsheet is a list over the years 0 (2023), 1 (2024), ...; residuals are
zero unless they are given. Nothing is imported from the model. Arguments are in the units of the
tables, and so is what comes out.
"""

# ruff: noqa: N806 - IG, IP, GO and the others are the letters of docs/MODEL.md

import math

SECTORS = ("crop", "fish", "ind", "con", "srv", "tou")
AREA = {"crop": "kv1", "fish": "kv1", "ind": "kv2", "con": "kv2", "srv": "kv3", "tou": "kv3"}
AREA |= {"tax": "tax"}
AREA_NAMES = {"kv1": "sector1", "kv2": "sector2", "kv3": "sector3", "tax": "product_tax"}
SYSTEMS = {"extensive": "ext", "semi_intensive": "semi", "intensive": "int", "high_tech": "sup"}
# Levers in % or in points of a percentage, divided by 100 on entry; PCI is a score.
PER_CENT = {"disbursement_rate", "disbursement_rate_other", "ntp_disbursement_rate"}
PER_CENT |= {"investment_efficiency", "shrimp_loss_rate", "shrimp_price", "rice_price"}
PER_CENT |= {"ocop_promotion", "visitor_growth", "spend_growth", "external_demand"}
PER_CENT |= {"trained_labour", "national_growth"}
AS_GIVEN = {"public_plan", "other_public", "central_projects", "private_investment", "fdi"}
AS_GIVEN |= {"rice_to_fruit", "ocop_new", "pci_change", "houses_for_poor", "salinity"}
AS_GIVEN |= {f"shrimp_area_{system}" for system in SYSTEMS}
LEVERS = PER_CENT | AS_GIVEN
RESIDUALS = (*SECTORS, "product_taxes", "prices")
"""What a residual may be given for: points of growth, and of the general price level."""
LAST_POVERTY = 2
"""2025, the last year with a value of poverty (`until` of `indicators.csv`)."""
COLUMNS = ["IG", "C", "H", "IP", "IF", "theta", "G", "Pi", "Q", "GO", "RI", "g_Y", "PR"]
COLUMNS += ["dlnG", "reform", *(f"g_{k}" for k in AREA_NAMES)]
COLUMNS += [f"{x}_{i}" for x in ("I", "K", "dlnK", "people") for i in SECTORS]
COLUMNS += [f"{x}_{i}" for x in ("X", "Z", "D", "g", "W", "VA", "NV", "g_bar", "eps") for i in AREA]


Values = dict[str, float]
Columns = dict[str, list[float]]


def _enter(levers: Values) -> Values:
    """Levers as fractions."""
    return {key: v / 100 if key in PER_CENT else v for key, v in levers.items()}


def _value_added_0(p: Values) -> Values:
    """Value added of 2023, bn VND (equation 44)."""
    Y_0, va = p["y0_grdp"], {"fish": p["va0_fish"], "con": p["va0_con"]}
    va["tou"] = p["tour_rev0"] * p["tour_va_share"]
    va["crop"] = p["share_kv1"] * Y_0 - va["fish"]
    va["ind"] = p["share_kv2"] * Y_0 - va["con"]
    va["srv"] = p["share_kv3"] * Y_0 - va["tou"]
    va["tax"] = (1 - p["share_kv1"] - p["share_kv2"] - p["share_kv3"]) * Y_0
    return va


def _weights_0(p: Values) -> Values:
    """Weights of 2023 at prices of 2010, inside an area split by value added (equation 45)."""
    va, Y_0 = _value_added_0(p), p["y0_grdp"]
    total = p["w10_kv1"] + p["w10_kv2"] + p["w10_kv3"] + p["w10_tax"]
    W = {}
    for i in SECTORS:
        W[i] = p["w10_" + AREA[i]] / total * va[i] / (p["share_" + AREA[i]] * Y_0)
    W["tax"] = p["w10_tax"] / total
    return W


def _trend(p: Values, nation: float, years: int) -> Columns:
    """Trend growth of the areas and of product taxes; that of year 0 is not defined (46)."""
    W_0, w = _weights_0(p), p["w_persist"]
    gm = {k: (w * p["g23_" + k] + (1 - w) * p["g_lr_" + k]) / 100 for k in AREA_NAMES}
    b = {k: p["b_" + k] for k in AREA_NAMES}
    WN = {k: sum(W_0[i] for i in AREA if AREA[i] == k) for k in AREA_NAMES}
    g_bar: Columns = {k: [math.nan] for k in AREA_NAMES}
    province = nation + p["gap"] / 100
    for t in range(1, years + 1):
        gW = sum(WN[k] * gm[k] for k in AREA_NAMES)
        bW = sum(WN[k] * b[k] for k in AREA_NAMES)
        for k in AREA_NAMES:
            g_bar[k].append(gm[k] + b[k] * (province - gW) / bW)
        WN = {k: WN[k] * (1 + g_bar[k][t]) / (1 + province) for k in AREA_NAMES}
    return g_bar


def _capital_0(p: Values, g_bar_r: Columns) -> tuple[Values, Values]:
    """Private capital of 2023 and the shares of domestic money, fixed once (equation 5)."""
    VA_0, delta = _value_added_0(p), p["delta_k"]
    K_total = (1 - p["pub_k_share"]) * p["ky_ratio"] * p["y0_grdp"]
    earned = sum(p["alpha_" + i] * VA_0[i] for i in SECTORS)
    K_0 = {i: K_total * p["alpha_" + i] * VA_0[i] / earned for i in SECTORS}
    needed = {i: (g_bar_r[AREA[i]][1] + delta) * K_0[i] for i in SECTORS}
    kappa = {}
    for i in SECTORS:
        new = needed[i] / sum(needed.values())
        domestic = new * (p["ip0"] + p["if0"]) - (p["if0"] if i == "ind" else 0.0)
        kappa[i] = domestic / p["ip0"]
    return K_0, kappa


def _shrimp(p: Values, x: Values, t: int) -> tuple[float, float, float]:
    """Output Q (t), value added VS and gross output GO (bn VND) of shrimp (equation 10)."""
    cal = p["q0_shrimp"] / sum(p[f"y_{m}"] * p[f"a0_{m}"] for m in SYSTEMS.values())
    if t == 0:
        e, volume = 1.0, 1.0
    else:
        e = 1 - (1 - p["salvage"]) * x["shrimp_loss_rate"]
        e /= 1 - (1 - p["salvage"]) * p["loss0"]
        volume = 1 + p["eps_supply"] * x["shrimp_price"]
    Q = VS = GO = 0.0
    for system, m in SYSTEMS.items():
        AS = p[f"a0_{m}"]
        if t > 0:
            h = x["shrimp_area_" + system]
            AS += min(0.0, h) + max(0.0, h) * (p["first_year"] if t == 1 else 1.0)
        crop = cal * p[f"y_{m}"] * AS
        Q += crop * e * volume
        VS += crop * p[f"p_{m}"] * p[f"v_{m}"] * (1 - p["sunk"] * (1 - e)) * volume / 1000
        GO += crop * p[f"p_{m}"] * e * volume / 1000
    return Q, VS, GO


def _run(
    x: Values,
    x_r: Values,
    x_b: Values,
    p: Values,
    years: int,
    ref: Columns | None,
    residuals: Columns | None = None,
) -> Columns:
    """Columns of equations 1 to 17, 29, 46, 47; `ref`: the reference path, None if this is it."""
    col: Columns = {name: [0.0] * (years + 1) for name in COLUMNS}
    r = col if ref is None else ref  # set against itself, the reference deviates by zero
    given = residuals or {}
    # equations 44 to 46 and what is fixed once
    VA_0, W_0 = _value_added_0(p), _weights_0(p)
    g_bar = _trend(p, x["national_growth"], years)
    K_0, kappa = _capital_0(p, _trend(p, x_r["national_growth"], max(1, years)))
    Q_0, VS_0, GO_0 = _shrimp(p, x, 0)

    # t = 0: equations 1 and 3 to 5
    col["IG"][0] = x_b["public_plan"] * x_b["disbursement_rate"]
    col["IG"][0] += x_b["other_public"] * x_b["disbursement_rate_other"]
    col["IP"][0], col["IF"][0] = p["ip0"], p["if0"]
    col["theta"][0], col["Pi"][0], col["PR"][0], col["RI"][0] = p["theta"], 1.0, 1.0, 1.0
    col["G"][0] = p["theta"] * p["pub_k_share"] * p["ky_ratio"] * p["y0_grdp"]
    for i in SECTORS:
        col["K_" + i][0] = K_0[i]
        col["I_" + i][0] = kappa[i] * p["ip0"] + (p["if0"] if i == "ind" else 0.0)
    for i in AREA:
        col["VA_" + i][0] = col["NV_" + i][0] = VA_0[i]
        col["W_" + i][0] = W_0[i]
    col["Q"][0], col["GO"][0] = Q_0, GO_0

    for t in range(1, years + 1):
        for i in AREA:
            col["g_bar_" + i][t] = g_bar[AREA[i]][t]
        # equation 47: the price level of investment
        Pi = (1 + p["deflator"]) ** max(t - 1, 0)
        col["Pi"][t] = Pi
        # equation 1: public money
        public_growth = (1 + p["g_ig_ref"]) ** (t - 1)
        IG = x["public_plan"] * x["disbursement_rate"]
        IG += x["other_public"] * x["disbursement_rate_other"]
        col["IG"][t] = IG * public_growth
        col["C"][t] = x["central_projects"] * public_growth
        col["H"][t] = p["house_cost"] * x["houses_for_poor"] * public_growth
        # equation 2: private money; on the reference path nothing deviates
        private_growth = (1 + p["g_ip_ref"]) ** (t - 1)
        q_t = p["pci_first_year"] if t == 1 else 1.0
        d_PCI = x["pci_change"] - x_r["pci_change"]
        IP = p["ip0"] * (1 + p["g_ip_ref"]) ** t
        IP_r = IP + x_r["private_investment"] * private_growth
        IP += x["private_investment"] * private_growth
        for s in (0, 1, 2):
            if t - s > 0:
                IP += p[f"kci{s}"] * (col["IG"][t - s] - r["IG"][t - s])
        col["IP"][t] = IP + p["eps_pci_inv"] * q_t * IP_r * d_PCI
        col["IF"][t] = p["if0"] * (1 + p["g_ip_ref"]) ** t + x["fdi"] * private_growth
        # equation 3: efficiency of public investment
        surge = max(0.0, col["IG"][t] / col["IG"][t - 1] - p["surge_threshold"])
        theta = (p["theta"] + x["investment_efficiency"]) * (1 - p["xi_surge"] * surge)
        col["theta"][t] = theta
        # equation 4: public capital
        now = theta * (col["IG"][t] + col["C"][t]) / Pi
        before = col["theta"][t - 1] * (col["IG"][t - 1] + col["C"][t - 1]) / col["Pi"][t - 1]
        G = (1 - p["delta_g"]) * col["G"][t - 1]
        G += p["lam_g"] * now + (1 - p["lam_g"]) * before
        col["G"][t] = G
        col["dlnG"][t] = math.log(G) - math.log(col["G"][t - 1])
        # equation 5: new ponds, private capital
        V = 0.0
        if t == 1:
            for system, m in SYSTEMS.items():
                cost = p["capex_sup"] * p[f"y_{m}"] / p["y_sup"]
                V += cost * max(0.0, x["shrimp_area_" + system])
        for i in SECTORS:
            I_i, K = col["I_" + i], col["K_" + i]
            I_i[t] = kappa[i] * max(0.0, col["IP"][t] / Pi - V)
            I_i[t] += col["IF"][t] / Pi if i == "ind" else 0.0
            K[t] = (1 - p["delta_k"]) * K[t - 1]
            K[t] += p["lam_p"] * I_i[t] + (1 - p["lam_p"]) * I_i[t - 1]
            col["dlnK_" + i][t] = math.log(K[t]) - math.log(K[t - 1])
        # equation 6: supply
        qs = {1: p["pci_first_year"], 2: 1.0, 3: 1 - p["pci_first_year"]}.get(t, 0.0)
        col["reform"][t] = p["rho_pci"] / 100 * qs * d_PCI
        skill = p["train_prem"] * p["train_match"] * (x["trained_labour"] - x_r["trained_labour"])
        supply = {}
        for i in SECTORS:
            col["people_" + i][t] = p["beta_" + i] * skill
            supply[i] = col["g_bar_" + i][t]
            supply[i] += p["phi"] * (col["dlnG"][t] - r["dlnG"][t])
            supply[i] += p["alpha_" + i] * (col["dlnK_" + i][t] - r["dlnK_" + i][t])
            supply[i] += col["people_" + i][t] + col["reform"][t]

        # equation 12: OCOP
        OC = (x["ocop_new"] - x_r["ocop_new"]) * p["ocop_uplift"]
        OC += p["ocop0"] * (x["ocop_promotion"] - x_r["ocop_promotion"])
        OC *= p["ocop_rev"] * p["ocop_va"]
        # equation 10: shrimp
        Q, VS, GO = _shrimp(p, x, t)
        col["Q"][t], col["GO"][t] = Q, GO
        col["X_fish"][t] = VS - VS_0
        processed = p["proc_va"] * p["proc_pass"] * (Q - p["q0_shrimp"]) / 1000
        col["X_ind"][t] = processed + (1 - p["ocop_crops"]) * OC
        # equation 11: land; equation 29: rice
        h_f, bearing = x["rice_to_fruit"], p[f"fruit_bearing_{min(t, 5)}"]
        ponds = max(0.0, sum(x["shrimp_area_" + system] for system in SYSTEMS))
        R_lost = p["rice_crops"] * (p["from_rice"] * ponds + h_f)
        land = (h_f * bearing * p["fruit_va"] - R_lost * p["rice_va"]) / 1000
        col["X_crop"][t] = land + p["ocop_crops"] * OC
        rice = (p["rice_area0"] - R_lost) * p["rice_yield"] * (1 + p["g_rice"]) ** t
        rice *= 1 - p["sal_rice_y"] * x["salinity"]
        col["RI"][t] = rice / (p["rice_area0"] * p["rice_yield"])
        # equation 13: tourism
        tour = (1 + x["visitor_growth"]) * (1 + x["spend_growth"])
        tour -= (1 + x_r["visitor_growth"]) * (1 + x_r["spend_growth"])
        col["X_tou"][t] = p["tour_rev0"] * p["tour_va_share"] * tour / (1 + p["cpi"])
        # equation 14: shocks
        S, E = x["salinity"], x["external_demand"]
        col["Z_crop"][t] = -p["sal_crop"] * S
        col["Z_fish"][t] = -p["sal_fish"] * S + p["ext_fish"] * E
        col["Z_ind"][t] = p["ext_ind"] * E
        col["Z_srv"][t] = p["ext_srv"] * E

        # equation 7: works, suppliers, margins
        dev = {name: col[name][t] - r[name][t] for name in ("IG", "C", "H", "IP", "IF")}
        works = p["chi_g"] * (dev["IG"] + dev["C"]) + p["chi_p"] * dev["IP"] + dev["H"]
        Bo = p["loc_con"] * works + p["loc_con_f"] * p["chi_f"] * dev["IF"]
        Bo *= p["va_con"] / Pi
        capacity = p["con_cap"] * col["VA_con"][t - 1]
        B = capacity * math.tanh(Bo / capacity)
        U = B * (1 - p["va_con"]) / p["va_con"] * p["loc_int"] * p["va_int"]
        M = p["trade_margin"] * dev["IP"] / Pi
        # equation 8: induced spending
        income = B + U + M
        for i in SECTORS:
            income += col["X_" + i][t] - r["X_" + i][t]
            income += (col["Z_" + i][t] - r["Z_" + i][t]) * VA_0[i]
        farm = GO_0 * (x["shrimp_price"] - x_r["shrimp_price"])
        farm += p["go_rice0"] * (x["rice_price"] - x_r["rice_price"])
        N = p["mu"] * income + p["inc_price"] * p["inc_kept"] * farm
        # equation 9: demand by sector
        kept, s_U = 1 - p["omega"], p["supplier_industry"]
        col["D_con"][t] = kept * B
        col["D_ind"][t] = kept * (s_U * U + p["induced_industry"] * N)
        col["D_srv"][t] = kept * ((1 - s_U) * U + M + p["induced_services"] * N)
        col["D_crop"][t] = kept * p["induced_crops"] * N
        col["D_fish"][t] = kept * p["induced_fisheries"] * N

        # equation 15: growth of the sectors
        for i in SECTORS:
            D, X, Z = col["D_" + i], col["X_" + i], col["Z_" + i]
            if i in given:
                col["eps_" + i][t] = given[i][t - 1] / 100
            moved = (D[t] - D[t - 1] + X[t] - X[t - 1]) / col["VA_" + i][t - 1]
            col["g_" + i][t] = supply[i] + moved + Z[t] - Z[t - 1] + col["eps_" + i][t]
        # equation 16: product taxes, GRDP, areas, weights
        W = {i: col["W_" + i][t - 1] for i in AREA}
        six = sum(W[i] for i in SECTORS)
        beyond = sum(W[i] * (col["g_" + i][t] - col["g_bar_" + i][t]) for i in SECTORS)
        if "product_taxes" in given:
            col["eps_tax"][t] = given["product_taxes"][t - 1] / 100
        col["g_tax"][t] = col["g_bar_tax"][t] + p["eps_tax_va"] * beyond / six + col["eps_tax"][t]
        g_Y = sum(W[i] * col["g_" + i][t] for i in SECTORS) + W["tax"] * col["g_tax"][t]
        col["g_Y"][t] = g_Y
        for j in ("kv1", "kv2", "kv3"):
            inside = [i for i in SECTORS if AREA[i] == j]
            weighted = sum(W[i] * col["g_" + i][t] for i in inside)
            col["g_" + j][t] = weighted / sum(W[i] for i in inside)
        for i in AREA:
            col["W_" + i][t] = W[i] * (1 + col["g_" + i][t]) / (1 + g_Y)
            col["VA_" + i][t] = col["VA_" + i][t - 1] * (1 + col["g_" + i][t])
        # equation 17: current prices
        for i in AREA:
            col["NV_" + i][t] = col["VA_" + i][t] * (1 + p["deflator"]) ** t
        price_level = (1 + p["deflator"]) ** (t - 1)
        col["NV_fish"][t] += price_level * GO * x["shrimp_price"]
        col["NV_crop"][t] += price_level * p["go_rice0"] * x["rice_price"]
        col["PR"][t] = col["PR"][t - 1]
        if "prices" in given:
            col["PR"][t] *= 1 + given["prices"][t - 1] / 100
    return col


def _closing(col: Columns, p: Values, t: int) -> Values:
    """Give the indicators of equations 1, 17, 19 and 25, t = 0 included."""
    NV = sum(col["NV_" + i][t] for i in AREA)
    GRDP = col["PR"][t] * NV
    out = {"grdp_current": GRDP, "grdp_per_capita": GRDP / (p["pop0"] * (1 + p["g_pop"]) ** t)}
    for k, name in AREA_NAMES.items():
        out["share_" + name] = 100 * sum(col["NV_" + i][t] for i in AREA if AREA[i] == k) / NV
    out["total_investment"] = col["IG"][t] + col["C"][t] + col["IP"][t] + col["IF"][t]
    out["total_investment_share"] = 100 * out["total_investment"] / GRDP
    out["public_investment_disbursed"] = col["IG"][t]
    return out


def base(parameters: Values, reference: Values, base: Values) -> Values:
    """Give the modelled indicators of 2023 that the equations or a parameter fix.

    Those of equations 1, 17, 19, 25, 27 to 29, 36 and 39 at t = 0; growth is the published.

    Parameters
    ----------
    parameters : dict
        Parameters of `parameters.csv`, in its units.
    reference, base : dict
        The columns `trend` and `base` of `levers.csv`, in its units.

    Returns
    -------
    dict
        Indicator key to its value at t = 0. The two `poverty_reduction` are facts of 2023 that no
        equation gives, so they are absent.
    """
    p, x_r = parameters, _enter(reference)
    col = _run(x_r, x_r, _enter(base), p, 0, None)
    out = _closing(col, p, 0)
    out["grdp_growth"] = p["g23_total"]
    out |= {"growth_" + name: p["g23_" + k] for k, name in AREA_NAMES.items()}
    out["icor"] = out["total_investment_share"] / p["g23_total"]
    out["disbursement_rate_pm"] = base["disbursement_rate"]
    out["shrimp_area"] = sum(p[f"a0_{m}"] for m in SYSTEMS.values())
    out["shrimp_output"] = p["q0_shrimp"]
    out["shrimp_value_per_ha"] = 1000 * col["GO"][0] / out["shrimp_area"]
    out["aquatic_output"] = p["q0_shrimp"] + p["aquatic_other0"]
    out["rice_output"] = p["rice_area0"] * p["rice_yield"]
    out["labour_productivity"] = out["grdp_current"] / p["emp0"]
    out |= {"retail_sales": p["retail0"], "budget_revenue": p["budget0"]}
    out |= {"exports": p["x0"], "exports_aquatic": p["x0_aq"]}
    out |= {"agri_value_per_ha": p["agri_value0"], "special_rice_share": p["special_rice0"]}
    out |= {"ocop_products": p["ocop0"], "ntm_communes": p["ntm0"]}
    out |= {"poverty_rate": p["pov0"], "poverty_rate_khmer": p["pov_khmer0"]}
    out |= {"jobs_created": p["jobs0"], "trained_labour_rate": p["trained0"]}
    out |= {"visitors": p["visitors0"], "tourism_revenue": p["tour_rev0"]}
    return out | {"new_firms": p["firms0"]}


def project(
    levers: Values,
    reference: Values,
    base: Values,
    parameters: Values,
    years: int,
    residuals: Columns | None = None,
) -> Columns:
    """Project every modelled indicator (equations 1 to 39), before residuals of its own (42).

    Parameters
    ----------
    levers, reference, base : dict
        The levers of `levers.csv`, in its units (95 for 95 %): the scenario, the columns `trend`
        and `base`.
    parameters : dict
        Parameters of `parameters.csv`, in its units.
    years : int
        Number of years, 1 to 7; the first is 2024.
    residuals : dict, optional
        Points by year for any of `RESIDUALS`, of the scenario only.

    Returns
    -------
    dict
        Indicator key to its `years` values, in the units of `indicators.csv`.
    """
    p, x, x_r, x_b = parameters, _enter(levers), _enter(reference), _enter(base)
    ref = _run(x_r, x_r, x_b, p, years, None)
    col = _run(x, x_r, x_b, p, years, ref, residuals)
    p_shr, p_rice, E = x["shrimp_price"], x["rice_price"], x["external_demand"]
    ntp = x["ntp_disbursement_rate"] / x_r["ntp_disbursement_rate"]
    area = sum(p["a0_" + m] + x["shrimp_area_" + system] for system, m in SYSTEMS.items())
    # levels that run from year to year, from those of t = 0
    Ret, NTM, Emp, Tr = p["retail0"], p["ntm0"], p["emp0"], p["trained0"] / 100
    poverty = {"": p["pov0"] / 100, "_khmer": p["pov_khmer0"] / 100}
    Vis, R_tou, industry = p["visitors0"], p["tour_rev0"], 1.0
    rows: list[Values] = []
    for t in range(1, years + 1):
        now = _closing(col, p, t)
        g_Y, GRDP, GO, RI = col["g_Y"][t], now["grdp_current"], col["GO"][t], col["RI"][t]
        dg_Y = g_Y - ref["g_Y"][t]
        d_PCI = x["pci_change"] - x_r["pci_change"]
        # equation 16
        now["grdp_growth"] = 100 * g_Y
        now |= {"growth_" + name: 100 * col["g_" + k][t] for k, name in AREA_NAMES.items()}
        # equation 20: retail sales
        el = 1 + (p["e_retail"] - 1) * p["retail_fade"] ** (t - 1)
        Ret *= (1 + el * col["g_kv3"][t]) * (1 + p["cpi"])
        now["retail_sales"] = Ret
        # equations 22 and 23: exports
        foreign, drift = 1 + p["ext_exports"] * E, (1 + p["x_drift"]) ** t
        Xaq = p["x0_aq"] * col["Q"][t] / p["q0_shrimp"] * (1 + p["x_pass"] * p_shr)
        Xaq *= foreign * drift
        Xr = p["x0_rice"] * RI * (1 + p_rice) * foreign * drift
        dZE = p["ext_ind"] * E if t == 1 else 0.0
        industry *= (1 + col["g_ind"][t] - dZE) / (1 + ref["g_ind"][t])
        Xo = (p["x0"] - p["x0_aq"] - p["x0_rice"]) * foreign * drift * industry
        now["exports_aquatic"], now["exports"] = Xaq, Xaq + Xr + Xo
        # equations 24 and 25: budget, disbursement
        now["budget_revenue"] = p["budget0"] * (1 + p["buoyancy"] * (GRDP / p["y0_grdp"] - 1))
        now["disbursement_rate_pm"] = levers["disbursement_rate"]
        # equation 26: product value of farm land
        dGO = GO * (1 + p_shr) - col["GO"][0] + p["go_rice0"] * (RI * (1 + p_rice) - 1)
        dGO += x["rice_to_fruit"] * p[f"fruit_bearing_{min(t, 5)}"] * p["fruit_va"] / 1000
        Va = p["agri_value0"] * (1 + p["agri_drift"]) ** t
        Va *= 1 + 1000 * dGO / (p["agri_value0"] * p["agri_land"])
        now["agri_value_per_ha"] = Va
        # equations 27 to 31: shrimp, aquatic output, rice, OCOP
        yields = (1 + p["g_shrimp"]) ** t
        now["shrimp_output"], now["shrimp_area"] = col["Q"][t] * yields, area
        now["shrimp_value_per_ha"] = 1000 * GO * (1 + p_shr) * yields / area
        other = p["aquatic_other0"] * (1 + p["g_aquatic_other"]) ** t
        now["aquatic_output"] = now["shrimp_output"] + other
        now["rice_output"] = RI * p["rice_area0"] * p["rice_yield"]
        special = p["special_rice0"] / 100 + p["special_rice_drift"] / 100 * t
        now["special_rice_share"] = 100 * min(1.0, special)
        now["ocop_products"] = p["ocop0"] + x["ocop_new"]
        # equations 32 and 33: programmes
        NTM = min(p["ntm_total"], NTM + p["ntm_year"] * ntp)
        now["ntm_communes"] = NTM
        g_pc = (1 + g_Y) / (1 + p["g_pop"]) - 1
        for who, rate in poverty.items():
            poverty[who] = rate * (1 - p["e_pov"] * g_pc) * (1 - p["pov_prog"] * ntp)
            measured = t <= LAST_POVERTY
            now["poverty_rate" + who] = 100 * poverty[who] if measured else math.nan
            now["poverty_reduction" + who] = 100 * (rate - poverty[who]) if measured else math.nan
        # equations 34 to 36: labour
        now["jobs_created"] = p["jobs0"] * (1 + p["e_jobs"] * dg_Y)
        Tr += x["trained_labour"]
        now["trained_labour_rate"] = 100 * Tr
        Emp *= 1 + p["g_l"] + p["e_emp"] * dg_Y
        now["labour_productivity"] = GRDP / Emp
        # equation 37: visits
        tour = x if t == 1 else x_r
        Vis *= 1 + tour["visitor_growth"]
        R_tou *= (1 + tour["visitor_growth"]) * (1 + tour["spend_growth"])
        now["visitors"], now["tourism_revenue"] = Vis, R_tou
        # equations 38 and 39: firms, ICOR
        firms = p["firms0"] * (1 + p["firms_drift"]) ** t
        now["new_firms"] = firms * (1 + p["firms_growth"] * dg_Y + p["firms_pci"] * d_PCI)
        share = now["total_investment_share"] / 100
        now["icor"] = share / g_Y if g_Y >= 0.005 else math.nan
        rows.append(now)
    return {key: [values[key] for values in rows] for key in rows[0]}


def contributions(
    levers: Values,
    reference: Values,
    base: Values,
    parameters: Values,
    years: int,
    residuals: Columns | None = None,
) -> Columns:
    """Give the channels of equation 18; arguments are those of `project`.

    Returns
    -------
    dict
        Channel key of `groups.csv` to its `years` values, points of growth.
    """
    p, x, x_r, x_b = parameters, _enter(levers), _enter(reference), _enter(base)
    ref = _run(x_r, x_r, x_b, p, years, None)
    col = _run(x, x_r, x_b, p, years, ref, residuals)
    rows: list[Values] = []
    for t in range(1, years + 1):
        W = {i: col["W_" + i][t - 1] for i in AREA}
        nation = {i: col["g_bar_" + i][t] - ref["g_bar_" + i][t] for i in AREA}
        now = dict.fromkeys(("trend", "public_capital", "private_capital", "people"), 0.0)
        now |= dict.fromkeys(("reform", "demand", "physical", "shocks", "residual"), 0.0)
        now["nation"] = W["tax"] * nation["tax"]
        for i in SECTORS:
            VA = col["VA_" + i][t - 1]
            dlnK = col["dlnK_" + i][t] - ref["dlnK_" + i][t]
            now["trend"] += W[i] * ref["g_bar_" + i][t]
            now["nation"] += W[i] * nation[i]
            now["public_capital"] += W[i] * p["phi"] * (col["dlnG"][t] - ref["dlnG"][t])
            now["private_capital"] += W[i] * p["alpha_" + i] * dlnK
            now["people"] += W[i] * col["people_" + i][t]
            now["reform"] += W[i] * col["reform"][t]
            now["demand"] += W[i] * (col["D_" + i][t] - col["D_" + i][t - 1]) / VA
            now["physical"] += W[i] * (col["X_" + i][t] - col["X_" + i][t - 1]) / VA
            now["shocks"] += W[i] * (col["Z_" + i][t] - col["Z_" + i][t - 1])
            now["residual"] += W[i] * col["eps_" + i][t]
        now["product_taxes"] = W["tax"] * (col["g_tax"][t] - nation["tax"])
        rows.append({key: 100 * value for key, value in now.items()})
    return {key: [values[key] for values in rows] for key in rows[0]}
