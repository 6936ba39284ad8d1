"""Zorgtoeslag, huurtoeslag and kindgebonden budget of 2026 in OpenFisca, as a peer of our own engine.

This runs in an environment of its own, with openfisca-core and nothing of ours: `python openfisca_schemes.py FOLDER`.
The folder has `figures.json` (the amounts, so that both count with the same), `households.npz` (one array per column)
and `one.json` (the columns of one household). It writes `outcome.npz` and prints the timings as one line of JSON.
Written as OpenFisca wants it: one variable per legal notion, whole-array formulas, parameters by date, the tracer of
OpenFisca for one household.
"""

# ruff: noqa: N801, N805
# A variable of OpenFisca is called as the notion it is, and its formula is a function of an entity.
import json
import sys
import time
from pathlib import Path

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import MONTH
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

PERIOD, TIMES, CHILDREN = "2026-01", 200, 4
FIRST_OF_MONTH = np.datetime64("2026-01-01")
Household = build_entity(key="household", plural="households", label="household", is_person=True)
DATES = ["geboortedatum", "partner_geboortedatum", *(f"kind{n}_geboortedatum" for n in range(1, CHILDREN + 1))]
FLAGS = ["zorgverzekerd", "partner_zorgverzekerd", "partner", "huur", *(f"kind{n}" for n in range(1, CHILDREN + 1))]
AMOUNTS = ["toetsingsinkomen", "partner_toetsingsinkomen", "vermogen", "partner_vermogen", "kale_huur"]
PAID = ["zorgtoeslag", "huurtoeslag", "kindgebonden_budget"]


def reached(births, years):
    """The day on which somebody becomes so old; births are days since 1 January 1970."""
    day = births.astype("int64").astype("datetime64[D]")
    month = day.astype("datetime64[M]")
    return (month + np.timedelta64(12 * years, "M")).astype("datetime64[D]") + (day - month.astype("datetime64[D]"))


def is_a_child(household, period, n):
    births = household(f"kind{n}_geboortedatum", period)
    before = reached(births, 0) < FIRST_OF_MONTH
    return household(f"kind{n}", period) & before & ~(reached(births, 18) < FIRST_OF_MONTH)


class joint_income(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period):
        partner = household("partner", period) * household("partner_toetsingsinkomen", period)
        return household("toetsingsinkomen", period) + partner


class joint_wealth(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period):
        return household("vermogen", period) + household("partner", period) * household("partner_vermogen", period)


class norm_premium(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period, parameters):
        figure = parameters(period).zorgtoeslag
        share = np.where(household("partner", period), figure.norm_partners, figure.norm_alleen) / 100
        above = np.maximum(0, household("joint_income", period) - figure.drempelinkomen)
        return share * figure.drempelinkomen + figure.norm_boven_drempel / 100 * above


class zorgtoeslag_fits(Variable):
    value_type, entity, definition_period = bool, Household, MONTH

    def formula(household, period, parameters):
        figure, partner = parameters(period).zorgtoeslag, household("partner", period)
        adult = reached(household("geboortedatum", period), 18) < FIRST_OF_MONTH
        wealth = household("joint_wealth", period) <= np.where(
            partner, figure.vermogen_partners, figure.vermogen_alleen
        )
        income = household("joint_income", period) <= np.where(partner, figure.inkomen_partners, figure.inkomen_alleen)
        return adult & household("zorgverzekerd", period) & wealth & income


class zorgtoeslag(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period, parameters):
        figure, partner = parameters(period).zorgtoeslag, household("partner", period)
        insured = household("partner_zorgverzekerd", period) & (
            reached(household("partner_geboortedatum", period), 18) < FIRST_OF_MONTH
        )
        half = np.where(partner & ~insured, 0.5, 1)
        yearly = (1 + partner) * figure.standaardpremie - household("norm_premium", period)
        return household("zorgtoeslag_fits", period) * np.maximum(0, yearly) * half / 12


class persons(Variable):
    value_type, entity, definition_period = int, Household, MONTH

    def formula(household, period):
        children = sum(household(f"kind{n}", period).astype(int) for n in range(1, CHILDREN + 1))
        return 1 + household("partner", period) + children


class highest_rent(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period, parameters):
        figure, partner = parameters(period).huurtoeslag, household("partner", period)
        age = int(figure.volle_leeftijd)
        old = reached(household("geboortedatum", period), age) <= FIRST_OF_MONTH
        old |= partner & (reached(household("partner_geboortedatum", period), age) <= FIRST_OF_MONTH)
        old |= household("persons", period) > 1 + partner
        return np.where(old, figure.hoogste_huur, figure.hoogste_huur_jong)


class rent_in_bands(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period, parameters):
        figure, persons = parameters(period).huurtoeslag, household("persons", period)
        rent = np.minimum(household("kale_huur", period), household("highest_rent", period))
        less = np.where(persons == 1, figure.verlaging_een, figure.verlaging_meer)
        base = figure.normhuur - less + figure.opslag
        quality = figure.kwaliteitskortingsgrens
        upper = np.where(persons <= 2, figure.aftoppingsgrens_klein, figure.aftoppingsgrens_groot)
        low = np.maximum(0, np.minimum(rent, quality) - base)
        middle = np.maximum(0, np.minimum(rent, upper) - np.maximum(base, quality)) * figure.deel_midden / 100
        return low + middle + np.maximum(0, rent - np.maximum(base, upper)) * figure.deel_boven / 100


class huurtoeslag_fits(Variable):
    value_type, entity, definition_period = bool, Household, MONTH

    def formula(household, period, parameters):
        figure, partner = parameters(period).huurtoeslag, household("partner", period)
        adult = reached(household("geboortedatum", period), 18) <= FIRST_OF_MONTH
        limit = np.where(partner, figure.vermogen_partners, figure.vermogen_alleen)
        return adult & household("huur", period) & (household("joint_wealth", period) <= limit)


class huurtoeslag(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period, parameters):
        figure, alone = parameters(period).huurtoeslag, household("persons", period) == 1
        above = household("joint_income", period) - np.where(alone, figure.ijkpunt_een, figure.ijkpunt_meer)
        share = np.where(alone, figure.afbouw_een, figure.afbouw_meer) / 100
        left = household("rent_in_bands", period) - np.maximum(0, above) * share / 12
        return household("huurtoeslag_fits", period) * np.maximum(0, left)


class for_children(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period, parameters):
        figure, whole = parameters(period).kindgebonden_budget, 0
        for n in range(1, CHILDREN + 1):
            births, counts = household(f"kind{n}_geboortedatum", period), is_a_child(household, period, n)
            sixteen = reached(births, 16) < FIRST_OF_MONTH
            twelve = (reached(births, 12) < FIRST_OF_MONTH) & ~sixteen
            whole = whole + counts * (figure.per_kind + twelve * figure.vanaf_12 + sixteen * figure.vanaf_16)
        return whole


class kindgebonden_budget(Variable):
    value_type, entity, definition_period = float, Household, MONTH

    def formula(household, period, parameters):
        figure, partner = parameters(period).kindgebonden_budget, household("partner", period)
        children = household("for_children", period)
        limit = np.where(partner, figure.vermogen_partners, figure.vermogen_alleen)
        whole = children + ~partner * figure.alleenstaande_ouder
        above = household("joint_income", period) - figure.drempelinkomen - partner * figure.drempel_partner
        left = np.maximum(0, whole - np.maximum(0, above) * figure.afbouw / 100)
        return (children > 0) * (household("joint_wealth", period) <= limit) * left / 12


def system(figures):
    """The laws, with their figures."""
    made = TaxBenefitSystem([Household])
    for names, type_ in ((DATES, int), (FLAGS, bool), (AMOUNTS, float)):
        for name in names:
            told = {"value_type": type_, "entity": Household, "definition_period": MONTH}
            made.add_variable(type(name, (Variable,), told))
    for variable in (
        joint_income, joint_wealth, norm_premium, zorgtoeslag_fits, zorgtoeslag, persons, highest_rent, rent_in_bands,
        huurtoeslag_fits, huurtoeslag, for_children, kindgebonden_budget,
    ):  # fmt: skip
        made.add_variable(variable)
    data = {
        group: {name: {"values": {"2026-01-01": {"value": value}}} for name, value in values.items()}
        for group, values in figures.items()
    }
    made.parameters = ParameterNode("", data=data)
    return made


def computed(laws, columns, size, trace=False):
    simulation = SimulationBuilder().build_default_simulation(laws, size)
    simulation.trace = trace
    for name, column in columns.items():
        simulation.set_input(name, PERIOD, column)
    return {name: simulation.calculate(name, PERIOD) for name in PAID}


def main():
    folder = Path(sys.argv[1])
    laws = system(json.loads((folder / "figures.json").read_text()))
    kinds = dict.fromkeys(DATES, np.int64) | dict.fromkeys(FLAGS, bool) | dict.fromkeys(AMOUNTS, np.float64)

    def typed(told):
        return {name: np.asarray(told[name]).astype(kind) for name, kind in kinds.items()}

    one = typed(json.loads((folder / "one.json").read_text()))
    alone = []
    for _ in range(TIMES):
        start = time.perf_counter()
        computed(laws, one, 1, trace=True)
        alone.append(time.perf_counter() - start)
    many = typed(np.load(folder / "households.npz"))
    start = time.perf_counter()
    outcome = computed(laws, many, len(many["partner"]))
    seconds = time.perf_counter() - start
    np.savez(folder / "outcome.npz", **outcome)
    print(json.dumps({"one": alone, "many": seconds}))


if __name__ == "__main__":
    main()
