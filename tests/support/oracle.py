"""The growth model once more, one number at a time, transcribed from docs/MODEL.md only.

A second, independent reading to hold the vectorised model against: plain floats, no arrays, no
classes; each step says by number which equations of docs/MODEL.md it transcribes, and takes its
letters. A column of the spreadsheet is a list over the years 0 (2023), 1 (2024), ...; residuals
are zero. Nothing is imported from the model.
"""

# ruff: noqa: N806 - IG, IP, GO and the others are the letters of docs/MODEL.md

import math

SECTORS = {"crops": "crop", "fisheries": "fish", "industry": "ind"}
SECTORS |= {"construction": "con", "trade_services": "srv", "tourism": "tou"}
KV = {"crops": "kv1", "fisheries": "kv1", "industry": "kv2", "construction": "kv2"}
KV |= {"trade_services": "kv3", "tourism": "kv3", "product_taxes": "tax"}
KV_NAMES = {"kv1": "sector1", "kv2": "sector2", "kv3": "sector3", "tax": "product_tax"}
SYSTEMS = {"extensive": "ext", "semi_intensive": "semi", "intensive": "int", "high_tech": "sup"}
# Levers in % or in points of a percentage, divided by 100 on entry; PCI is a score.
PER_CENT = {"disbursement_rate", "disbursement_rate_other", "ntp_disbursement_rate"}
PER_CENT |= {"investment_efficiency", "shrimp_loss_rate", "shrimp_price", "rice_price"}
PER_CENT |= {"ocop_promotion", "visitor_growth", "spend_growth", "external_demand"}
PER_CENT |= {"trained_labour"}
AS_GIVEN = {"public_plan", "other_public", "central_projects", "private_investment", "fdi"}
AS_GIVEN |= {"rice_to_fruit", "ocop_new", "pci_change", "houses_for_poor", "salinity"}
AS_GIVEN |= {f"shrimp_area_{system}" for system in SYSTEMS}
LEVERS = PER_CENT | AS_GIVEN
COLUMNS = ["IG", "C", "H", "IP", "IF", "theta", "G", "deflator", "Q", "GO_shrimp", "rice_index"]
COLUMNS += ["g_Y", "Yn", "P_crops", "P_fisheries", *(f"g_{kv}" for kv in KV_NAMES)]
COLUMNS += [f"{x}_{i}" for x in ("I", "K", "X", "Z", "D", "g", "w", "VA", "a") for i in KV]


Values = dict[str, float]
Columns = dict[str, list[float]]


def _enter(levers: Values) -> Values:
    """Levers as fractions."""
    return {key: v / 100 if key in PER_CENT else v for key, v in levers.items()}


def _value_added_0(p: Values) -> Values:
    """Value added of 2023, bn VND (equation 44)."""
    Y_0 = p["y0_grdp"]
    va = {"fisheries": p["va0_fish"], "construction": p["va0_con"]}
    va["tourism"] = p["tour_rev0"] * p["tour_va_share"]
    va["crops"] = p["share_kv1"] * Y_0 - va["fisheries"]
    va["industry"] = p["share_kv2"] * Y_0 - va["construction"]
    va["trade_services"] = p["share_kv3"] * Y_0 - va["tourism"]
    va["product_taxes"] = (1 - p["share_kv1"] - p["share_kv2"] - p["share_kv3"]) * Y_0
    return va


def _weights_0(p: Values) -> Values:
    """2010-price weights of 2023, inside a KV split by value added (equation 45)."""
    va = _value_added_0(p)
    total = p["w10_kv1"] + p["w10_kv2"] + p["w10_kv3"] + p["w10_tax"]
    kv_va = {kv: sum(va[i] for i in va if KV[i] == kv) for kv in KV_NAMES}
    return {i: p["w10_" + KV[i]] / total * va[i] / kv_va[KV[i]] for i in va}


def _g_bar(p: Values, i: str) -> float:
    """Trend growth of a sector or of product taxes (equation 46)."""
    w = p["w_persist"]
    return (w * p["g23_" + KV[i]] + (1 - w) * p["g_lr_" + KV[i]]) / 100


def _shrimp(
    p: Values, change: Values, e: float, price: float, first: bool
) -> tuple[float, float, float]:
    """Output Q (t), value added VA, gross output GO (bn VND) of the shrimp ponds (equation 10)."""
    k = p["q0_shrimp"] / sum(p[f"y_{m}"] * p[f"a0_{m}"] for m in SYSTEMS.values())
    volume = 1 + p["eps_supply"] * price
    Q = VA = GO = 0.0
    for system, m in SYSTEMS.items():
        dA = change[system]
        f = p["first_year"] if first and dA > 0 else 1.0
        full_crop = k * p[f"y_{m}"] * (p[f"a0_{m}"] + f * dA)
        Q += full_crop * e * volume
        VA += full_crop * p[f"p_{m}"] * p[f"v_{m}"] * (1 - p["sunk"] * (1 - e)) * volume / 1000
        GO += full_crop * p[f"p_{m}"] * e * volume / 1000
    return Q, VA, GO


def _run(
    x: Values, x_r: Values, p: Values, phi_default: float, years: int, ref: Columns | None
) -> Columns:
    """Columns of equations 1 to 17, 29, 47; `ref` holds the reference path, None if this is it."""
    col: Columns = {name: [0.0] * (years + 1) for name in COLUMNS}
    r = col if ref is None else ref  # set against itself, the reference deviates by zero
    phi = {i: p[f"phi_{s}"] * p["phi"] / phi_default for i, s in SECTORS.items()}
    alpha = {i: p[f"alpha_{s}"] for i, s in SECTORS.items()}
    beta = {i: p[f"beta_{s}"] for i, s in SECTORS.items()}
    kappa_sum = sum(p[f"kappa_{s}"] for s in SECTORS.values())
    kappa = {i: p[f"kappa_{s}"] / kappa_sum for i, s in SECTORS.items()}
    g_bar = {i: _g_bar(p, i) for i in KV}
    VA_0, w_0 = _value_added_0(p), _weights_0(p)
    Q_0, VA_shrimp_0, GO_shrimp_0 = _shrimp(p, dict.fromkeys(SYSTEMS, 0.0), 1.0, 0.0, False)

    # t = 0: equations 1, 2, 4 and 5
    col["IG"][0] = x_r["public_plan"] * x_r["disbursement_rate"]
    col["IG"][0] += x_r["other_public"] * x_r["disbursement_rate_other"]
    col["IP"][0], col["IF"][0] = p["ip0"], p["if0"]
    col["theta"][0], col["deflator"][0] = p["theta"], 1.0
    capital_0 = p["ky_ratio"] * p["y0_grdp"]
    col["G"][0] = p["theta"] * p["pub_k_share"] * capital_0
    for i in SECTORS:
        I_0 = kappa[i] * p["ip0"] + (p["if0"] if i == "industry" else 0.0)
        col["I_" + i][0] = I_0
        col["K_" + i][0] = (1 - p["pub_k_share"]) * capital_0 * I_0 / (p["ip0"] + p["if0"])
    for i in KV:
        col["VA_" + i][0], col["w_" + i][0] = VA_0[i], w_0[i]
    col["Q"][0], col["GO_shrimp"][0], col["rice_index"][0] = Q_0, GO_shrimp_0, 1.0
    col["Yn"][0] = sum(VA_0.values())

    for t in range(1, years + 1):
        # equations 1, 2 and 47: how levers grow, what works in the year, the price level
        q_t = p["pci_first_year"] if t == 1 else 1.0
        public_growth = (1 + p["g_ig_ref"]) ** (t - 1)
        private_growth = (1 + p["g_ip_ref"]) ** (t - 1)
        defl = (1 + p["deflator"]) ** max(t - 1, 0)
        defl_before = (1 + p["deflator"]) ** max(t - 2, 0)
        # equation 1: public money
        IG = x["public_plan"] * x["disbursement_rate"]
        IG += x["other_public"] * x["disbursement_rate_other"]
        col["IG"][t] = IG * public_growth
        col["C"][t] = x["central_projects"] * public_growth
        col["H"][t] = p["house_cost"] * x["houses_for_poor"] * public_growth
        # equation 2: private money
        trend = p["ip0"] * (1 + p["g_ip_ref"]) ** t
        IP_r = trend + x_r["private_investment"] * private_growth
        IP = trend + x["private_investment"] * private_growth
        for s in (0, 1, 2):
            if t - s >= 1:
                IP += p[f"kci{s}"] * (col["IG"][t - s] - r["IG"][t - s])
        col["IP"][t] = IP + p["eps_pci_inv"] * x["pci_change"] * q_t * IP_r
        col["IF"][t] = p["if0"] * (1 + p["g_ip_ref"]) ** t + x["fdi"] * private_growth
        # equation 3: efficiency of public investment
        before = col["IG"][t - 1]
        surge = max(0.0, col["IG"][t] / before - p["surge_threshold"]) if before > 0 else 0.0
        theta = (p["theta"] + x["investment_efficiency"]) * (1 - p["xi_surge"] * surge)
        col["theta"][t] = theta
        # equation 4: public capital
        new = theta * (col["IG"][t] + col["C"][t]) / defl
        old = col["theta"][t - 1] * (col["IG"][t - 1] + col["C"][t - 1]) / defl_before
        G_before = col["G"][t - 1]
        col["G"][t] = (1 - p["delta_g"]) * G_before + p["lam_g"] * new + (1 - p["lam_g"]) * old
        dlnG = math.log(col["G"][t] / G_before)
        # equation 5: private capital
        dlnK = {}
        for i in SECTORS:
            I_i, K = col["I_" + i], col["K_" + i]
            I_i[t] = (kappa[i] * col["IP"][t] + (col["IF"][t] if i == "industry" else 0)) / defl
            K[t] = (1 - p["delta_k"]) * K[t - 1]
            K[t] += p["lam_p"] * I_i[t] + (1 - p["lam_p"]) * I_i[t - 1]
            dlnK[i] = math.log(K[t] / K[t - 1])
        # equation 6: supply
        s_i = {}
        people = p["g_l"] + p["train_prem"] * p["train_match"] * x["trained_labour"]
        for i in SECTORS:
            s_i[i] = phi[i] * dlnG + alpha[i] * dlnK[i] + beta[i] * people
            s_i[i] += p["rho_pci"] / 100 * q_t * x["pci_change"]
            if ref is None and t == 1:
                col["a_" + i] = [g_bar[i] - s_i[i]] * (years + 1)
            s_i[i] += r["a_" + i][t]

        # equations 7 to 9 need X and Z, so equations 10 to 14 come first
        # equation 10: shrimp
        price = x["shrimp_price"]
        dA = {m: x["shrimp_area_" + m] for m in SYSTEMS}
        nu, L, L_0 = p["salvage"], x["shrimp_loss_rate"], p["loss0"]
        e = (1 - (1 - nu) * L) / (1 - (1 - nu) * L_0)
        Q, VA_shrimp, GO_shrimp = _shrimp(p, dA, e, price, t == 1)
        col["Q"][t], col["GO_shrimp"][t] = Q, GO_shrimp
        col["X_fisheries"][t] = VA_shrimp - VA_shrimp_0
        # equations 11 and 12: land and OCOP; equation 29: rice
        OC = x["ocop_new"] * p["ocop_uplift"] + p["ocop0"] * x["ocop_promotion"]
        OC *= p["ocop_rev"] * p["ocop_va"]
        ponds = max(0.0, sum(dA.values()))
        rice_va = p["rice_crops"] * p["rice_va"]
        fruit_va = p[f"fruit_bearing_{min(t, 5)}"] * p["fruit_va"]
        X_crops = -p["from_rice"] * rice_va * ponds / 1000
        X_crops += x["rice_to_fruit"] * (fruit_va - rice_va) / 1000
        col["X_crops"][t] = X_crops + p["ocop_crops"] * OC
        col["X_industry"][t] = p["proc_va"] * p["proc_pass"] * (Q - Q_0) / 1000
        col["X_industry"][t] += (1 - p["ocop_crops"]) * OC
        R_lost = p["rice_crops"] * (p["from_rice"] * ponds + x["rice_to_fruit"])
        rice_index = (p["rice_area0"] - R_lost) / p["rice_area0"] * (1 + p["g_rice"]) ** t
        col["rice_index"][t] = rice_index * (1 - p["sal_rice_y"] * x["salinity"])
        # equation 13: tourism
        tour = (1 + x["visitor_growth"]) * (1 + x["spend_growth"])
        tour_r = (1 + x_r["visitor_growth"]) * (1 + x_r["spend_growth"])
        col["X_tourism"][t] = VA_0["tourism"] * (tour - tour_r) / (1 + p["cpi"])
        # equation 14: shocks
        E = x["external_demand"]
        col["Z_crops"][t] = -p["sal_crop"] * x["salinity"]
        col["Z_fisheries"][t] = -p["sal_fish"] * x["salinity"] + p["ext_fish"] * E
        col["Z_industry"][t] = p["ext_ind"] * E
        col["Z_trade_services"][t] = p["ext_srv"] * E

        # equation 7: works, suppliers, margins: real deviations from the reference
        d = {n: (col[n][t] - r[n][t]) / defl for n in ("IG", "C", "H", "IP", "IF")}
        works = p["chi_g"] * (d["IG"] + d["C"]) + p["chi_p"] * d["IP"] + d["H"]
        B = p["loc_con"] * p["va_con"] * works
        B += p["loc_con_f"] * p["va_con"] * p["chi_f"] * d["IF"]
        U = B / p["va_con"] * (1 - p["va_con"]) * p["loc_int"] * p["va_int"]
        M = p["trade_margin"] * d["IP"]
        # equation 8: induced
        dX = sum(col["X_" + i][t] - r["X_" + i][t] for i in SECTORS)
        dZ = sum((col["Z_" + i][t] - r["Z_" + i][t]) * VA_0[i] for i in SECTORS)
        farm = p["inc_price_shrimp"] * GO_shrimp_0 * (price - x_r["shrimp_price"])
        farm += p["go_rice0"] * (x["rice_price"] - x_r["rice_price"])
        N = p["mu"] * (B + U + M + dX + dZ) + p["inc_price"] * farm
        # equation 9: demand
        kept, s_U = 1 - p["omega"], p["supplier_industry"]
        col["D_construction"][t] = kept * B
        col["D_industry"][t] = kept * (s_U * U + p["induced_industry"] * N)
        col["D_trade_services"][t] = kept * ((1 - s_U) * U + M + p["induced_services"] * N)
        col["D_crops"][t] = kept * p["induced_crops"] * N
        col["D_fisheries"][t] = kept * p["induced_fisheries"] * N
        # equation 15: growth of the sectors
        for i in SECTORS:
            D, X, Z = col["D_" + i], col["X_" + i], col["Z_" + i]
            moved = (D[t] - D[t - 1] + X[t] - X[t - 1]) / col["VA_" + i][t - 1]
            col["g_" + i][t] = s_i[i] + moved + Z[t] - Z[t - 1]
        # equation 16: product taxes, GRDP, weights, value added
        w = {i: col["w_" + i][t - 1] for i in KV}
        w_six = sum(w[i] for i in SECTORS)
        g_x = sum(w[i] * col["g_" + i][t] for i in SECTORS) / w_six
        g_bar_x = sum(w[i] * g_bar[i] for i in SECTORS) / w_six
        g_tax = g_bar["product_taxes"] + p["eps_tax_va"] * (g_x - g_bar_x)
        col["g_product_taxes"][t] = g_tax
        g_Y = sum(w[i] * col["g_" + i][t] for i in KV)
        col["g_Y"][t] = g_Y
        for i in KV:
            col["w_" + i][t] = w[i] * (1 + col["g_" + i][t]) / (1 + g_Y)
            col["VA_" + i][t] = col["VA_" + i][t - 1] * (1 + col["g_" + i][t])
        for kv in KV_NAMES:
            weighted = sum(w[i] * col["g_" + i][t] for i in KV if KV[i] == kv)
            col["g_" + kv][t] = weighted / sum(w[i] for i in KV if KV[i] == kv)
        # equation 17: nominal GRDP; P is what the move of an output price adds
        col["deflator"][t] = (1 + p["deflator"]) ** t
        col["P_fisheries"][t] = GO_shrimp * price * (1 + p["deflator"]) ** (t - 1)
        col["P_crops"][t] = p["go_rice0"] * x["rice_price"] * (1 + p["deflator"]) ** (t - 1)
        Yn = sum(col["VA_" + i][t] for i in KV) * col["deflator"][t]
        col["Yn"][t] = Yn + col["P_fisheries"][t] + col["P_crops"][t]
    return col


def _closing(col: Columns, p: Values, t: int) -> Values:
    """Give the indicators of equations 1, 17, 19 and 25, t = 0 included."""
    Yn = col["Yn"][t]
    out = {"grdp_current": Yn, "grdp_per_capita": Yn / (p["pop0"] * (1 + p["g_pop"]) ** t)}
    for kv, name in KV_NAMES.items():
        nominal = sum(col["VA_" + i][t] for i in KV if KV[i] == kv) * col["deflator"][t]
        nominal += col["P_fisheries"][t] + col["P_crops"][t] if kv == "kv1" else 0.0
        out["share_" + name] = 100 * nominal / Yn
    out["total_investment"] = col["IG"][t] + col["C"][t] + col["IP"][t] + col["IF"][t]
    out["total_investment_share"] = 100 * out["total_investment"] / Yn
    out["public_investment_disbursed"] = col["IG"][t]
    return out


def base(parameters: dict[str, float], reference: dict[str, float]) -> dict[str, float]:
    """Give the modelled indicators of 2023 that the equations or a base parameter fix.

    Those of equations 1, 17, 19, 25, 27 to 29, 36 and 39 at t = 0; growth of 2023 from the weights
    of equation 45, rolled back one year by equation 16.

    Parameters
    ----------
    parameters : dict
        Parameters of `parameters.csv`, in its units.
    reference : dict
        Levers of 2023, in the units of `levers.csv`.

    Returns
    -------
    dict
        Indicator key to its value at t = 0. `iip_growth` and the two `poverty_reduction` are
        facts of 2023 that no equation gives, so they are absent.
    """
    p, x_r = parameters, _enter(reference)
    col = _run(x_r, x_r, p, 1.0, 0, None)
    out = _closing(col, p, 0)
    w_0, g_Y, g = _weights_0(p), p["g23_total"] / 100, {i: p["g23_" + KV[i]] / 100 for i in KV}
    out["grdp_growth"] = 100 * sum(w_0[i] * (1 + g_Y) / (1 + g[i]) * g[i] for i in KV)
    out |= {"growth_" + name: p["g23_" + kv] for kv, name in KV_NAMES.items()}
    out["icor"] = out["total_investment_share"] / p["g23_total"]
    out["disbursement_rate_pm"] = reference["disbursement_rate"]
    out["shrimp_area"] = sum(p[f"a0_{m}"] for m in SYSTEMS.values())
    out["shrimp_output"] = col["Q"][0]
    out["shrimp_value_per_ha"] = 1000 * col["GO_shrimp"][0] / out["shrimp_area"]
    out["aquatic_output"] = col["Q"][0] + p["aquatic_other0"]
    out["rice_output"] = p["rice_area0"] * p["rice_yield"]
    out["labour_productivity"] = col["Yn"][0] / p["emp0"]
    out |= {"retail_sales": p["retail0"], "budget_revenue": p["budget0"]}
    out |= {"exports": p["x0"], "exports_aquatic": p["x0_aq"]}
    out |= {"agri_value_per_ha": p["agri_value0"], "special_rice_share": p["special_rice0"]}
    out |= {"ocop_products": p["ocop0"], "ntm_communes": p["ntm0"]}
    out |= {"poverty_rate": p["pov0"], "poverty_rate_khmer": p["pov_khmer0"]}
    out |= {"jobs_created": p["jobs0"], "trained_labour_rate": p["trained0"]}
    out |= {"visitors": p["visitors0"], "tourism_revenue": p["tour_rev0"]}
    return out | {"new_firms": p["firms0"]}


def project(
    levers: dict[str, float],
    reference: dict[str, float],
    parameters: dict[str, float],
    phi_default: float,
    years: int,
) -> dict[str, list[float]]:
    """Project every modelled indicator (equations 1 to 39), without residuals.

    Parameters
    ----------
    levers, reference : dict
        The levers of `levers.csv`, in its units (95 for 95 %): the scenario and the 2023 values.
    parameters : dict
        Parameters of `parameters.csv`, in its units.
    phi_default : float
        Default of the output elasticity of public capital, which scales those of equation 6.
    years : int
        Number of years, 1 to 7; the first is 2024.

    Returns
    -------
    dict
        Indicator key to its `years` values, in the units of `indicators.csv`.
    """
    p, x, x_r = parameters, _enter(levers), _enter(reference)
    ref = _run(x_r, x_r, p, phi_default, years, None)
    col = _run(x, x_r, p, phi_default, years, ref)
    price, E = x["shrimp_price"], x["external_demand"]
    ntp = x["ntp_disbursement_rate"] / x_r["ntp_disbursement_rate"]
    other_exports, Emp = p["x0"] - p["x0_aq"] - p["x0_rice"], p["emp0"]
    now = base(parameters, reference)
    rows: list[Values] = []
    for t in range(1, years + 1):
        old, now = now, _closing(col, p, t)
        g_Y, gap = col["g_Y"][t], col["g_Y"][t] - ref["g_Y"][t]
        now["grdp_growth"] = 100 * g_Y
        now |= {"growth_" + name: 100 * col["g_" + kv][t] for kv, name in KV_NAMES.items()}
        # equations 20 to 24
        now["iip_growth"] = p["iip_a"] + p["iip_b"] * col["g_industry"][t] * 100
        now["retail_sales"] = old["retail_sales"] * (1 + p["e_retail"] * col["g_kv3"][t])
        now["retail_sales"] *= 1 + p["cpi"]
        drift = (1 + p["x_drift"]) ** t
        aquatic = p["x0_aq"] * col["Q"][t] / col["Q"][0] * (1 + p["x_pass"] * price)
        now["exports_aquatic"] = aquatic * (1 + p["ext_fish"] * E) * drift
        rice = p["x0_rice"] * col["rice_index"][t] * (1 + x["rice_price"]) * drift
        other_exports *= 1 + col["g_industry"][t]
        now["exports"] = now["exports_aquatic"] + rice + other_exports
        nominal_rise = now["grdp_current"] / p["y0_grdp"] - 1
        now["budget_revenue"] = p["budget0"] * (1 + p["buoyancy"] * nominal_rise)
        now["disbursement_rate_pm"] = levers["disbursement_rate"]
        # equations 26 to 31: land and water
        now["shrimp_area"] = sum(p["a0_" + m] + x["shrimp_area_" + s] for s, m in SYSTEMS.items())
        now["shrimp_output"] = col["Q"][t] * (1 + p["g_shrimp"]) ** t
        shrimp_value = col["GO_shrimp"][t] * (1 + price)
        now["shrimp_value_per_ha"] = 1000 * shrimp_value / now["shrimp_area"]
        other_aquatic = p["aquatic_other0"] * (1 + p["g_aquatic_other"]) ** t
        now["aquatic_output"] = now["shrimp_output"] + other_aquatic
        now["rice_output"] = p["rice_area0"] * p["rice_yield"] * col["rice_index"][t]
        more = shrimp_value - col["GO_shrimp"][0]
        more += p["go_rice0"] * (col["rice_index"][t] * (1 + x["rice_price"]) - 1)
        more += x["rice_to_fruit"] * p[f"fruit_bearing_{min(t, 5)}"] * p["fruit_va"] / 1000
        per_ha = p["agri_value0"] * (1 + p["agri_drift"]) ** t
        now["agri_value_per_ha"] = per_ha * (1 + more / (p["agri_value0"] * p["agri_land"] / 1000))
        now["special_rice_share"] = min(100.0, p["special_rice0"] + p["special_rice_drift"] * t)
        now["ocop_products"] = p["ocop0"] + x["ocop_new"]
        # equations 32 to 39: people, visits, firms
        now["ntm_communes"] = min(p["ntm_total"], old["ntm_communes"] + p["ntm_year"] * ntp)
        g_pc = (1 + g_Y) / (1 + p["g_pop"]) - 1
        stay = (1 - p["e_pov"] * g_pc) * (1 - p["pov_prog"] * ntp)
        for who in ("", "_khmer"):
            now["poverty_rate" + who] = old["poverty_rate" + who] * stay
            now["poverty_reduction" + who] = old["poverty_rate" + who] * (1 - stay)
        now["jobs_created"] = p["jobs0"] * (1 + p["e_jobs"] * gap)
        now["trained_labour_rate"] = old["trained_labour_rate"] + levers["trained_labour"]
        Emp *= 1 + p["g_l"] + p["e_emp"] * gap
        now["labour_productivity"] = now["grdp_current"] / Emp
        tour = x if t == 1 else x_r
        now["visitors"] = old["visitors"] * (1 + tour["visitor_growth"])
        now["tourism_revenue"] = old["tourism_revenue"] * (1 + tour["visitor_growth"])
        now["tourism_revenue"] *= 1 + tour["spend_growth"]
        push = p["firms_growth"] * gap + p["firms_pci"] * x["pci_change"]
        now["new_firms"] = p["firms0"] * (1 + p["firms_drift"]) ** t * (1 + push)
        growth = now["grdp_growth"]
        now["icor"] = now["total_investment_share"] / growth if growth >= 0.5 else math.nan
        rows.append(now)
    return {key: [values[key] for values in rows] for key in rows[0]}
