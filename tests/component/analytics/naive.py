"""The same figures by the plainest means: every fact in a list, every contract looked at, nothing remembered.

Written apart from the service, on the JSON of the facts, so that it cannot share a mistake with it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from contracts.envelope import Envelope

BRITTANY = {"22", "29", "35", "56"}
Json = dict[str, Any]


def latest(facts: Iterable[Envelope], key: str) -> dict[str, Json]:
    """The last thing said of each entity."""
    found: dict[str, tuple[int, Json]] = {}
    for fact in facts:
        if key in fact.data and fact.version >= found.get(fact.subject, (0, {}))[0]:
            found[fact.subject] = fact.version, fact.data[key]
    return {subject: state for subject, (_, state) in found.items()}


def place_of(place: Json | None) -> tuple[bool, str | None]:
    """(known, department)."""
    if not place:
        return False, None
    if place["country"] != "FR":
        return True, None
    department = place["department"] or (place["commune"] or "")[:2] or None
    return department is not None, department


def company(holder: Json) -> str | None:
    if holder["identifier"] is None:
        return None
    scheme, number = holder["identifier"]["scheme"], holder["identifier"]["id"]
    return str(number[:9]) if scheme == "SIRET" else f"{scheme}:{number}"


class Naive:
    """All facts, in whichever order."""

    def __init__(self, facts: Sequence[Envelope]) -> None:
        states = latest(facts, "contract")
        notified = {f.subject for f in facts if "ContractNotified" in f.type}
        notified |= {f.subject for f in facts if f.data.get("contract", {}).get("notified_on")}
        self.contracts = {subject: state for subject, state in states.items() if subject in notified}
        self.registry = {
            (state["identifier"]["scheme"], state["identifier"]["id"]): state
            for state in latest(facts, "supplier").values()
        }

    def holder(self, holder: Json) -> tuple[bool, str | None, str | None]:
        """(place known, department, size): the contract's own word, else the registry's."""
        identifier = holder["identifier"]
        said = self.registry.get((identifier["scheme"], identifier["id"]), {}) if identifier else {}
        known, department = place_of(holder["place"])
        if not known:
            known, department = place_of(said.get("place"))
        return known, department, holder["size"] or said.get("size")

    def first_time(self, subject: str) -> bool | None:
        state = self.contracts[subject]
        members = {company(holder) for holder in state["holders"]} - {None}
        if not state["notified_on"] or not members:
            return None
        day = date.fromisoformat(state["notified_on"])
        opening = day.replace(year=day.year - 4)
        return not any(
            members & {company(holder) for holder in other["holders"]}
            for other in self.contracts.values()
            if other["buyer"] == state["buyer"]
            and other["notified_on"]
            and opening <= date.fromisoformat(other["notified_on"]) < day
        )

    def marks(self) -> dict[str, bool | None]:
        return {subject: self.first_time(subject) for subject in self.contracts}

    def within(self, year: str) -> dict[str, Json]:
        return {
            subject: state
            for subject, state in self.contracts.items()
            if state["technique"] != "subsequent" and (year == "all" or (state["notified_on"] or "")[:4] == year)
        }

    def a1(self, year: str) -> tuple[int, int]:
        marks = [self.first_time(subject) for subject in self.within(year)]
        return sum(mark is True for mark in marks), sum(mark is not None for mark in marks)

    def a3(self, year: str) -> tuple[int, int]:
        placed = [[self.holder(one) for one in state["holders"]] for state in self.within(year).values()]
        regional = sum(any(department in BRITTANY for _, department, _ in holders) for holders in placed)
        return regional, sum(any(known for known, _, _ in holders) for holders in placed)

    def a4(self, year: str) -> tuple[str, str]:
        regional = known = Decimal(0)
        for state in self.within(year).values():
            if state["initial"]:
                value = Fraction(state["initial"]["amount"])
                shared = list(zip(parts(state["holders"]), map(self.holder, state["holders"]), strict=True))
                known += cents(value * sum(part for part, (is_known, _, _) in shared if is_known))
                regional += cents(value * sum(part for part, (_, department, _) in shared if department in BRITTANY))
        return f"{regional:.2f}", f"{known:.2f}"

    def a6(self, year: str) -> tuple[int, int]:
        sizes = []
        for state in self.within(year).values():
            leads = [one for one in state["holders"] if one["role"] != "member"] or state["holders"]
            sizes.append(self.holder(leads[0])[2])
        return sum(size in ("tpe", "pme") for size in sizes), sum(size is not None for size in sizes)

    def v1(self, year: str) -> tuple[int, None]:
        return len(self.within(year)), None

    def v3(self, year: str) -> tuple[int, None]:
        companies = {company(one) for state in self.within(year).values() for one in state["holders"]}
        return len(companies - {None}), None


def parts(holders: list[Json]) -> list[Fraction]:
    shares = [Fraction(one["share"]) for one in holders if one["share"] is not None]
    if len(shares) == len(holders) and sum(shares) > 0:
        return [share / sum(shares) for share in shares]
    return [Fraction(1, len(holders)) for _ in holders]


def cents(amount: Fraction) -> Decimal:
    """Whole cents, half of one upwards."""
    return Decimal(int(amount * 100 + Fraction(1, 2))) / 100
