"""How the needs of the sample region become contracts: who bids, who wins, alone or in a group, and at what price."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random

from contracts.calendar import is_working_day
from contracts.reference.legal import formalised_threshold
from contracts.reference.procedures import procedures
from contracts.vocabulary import ContractState, Holder, Procedure, Role, SizeClass, Technique, euros
from deploy.sample.companies import Company
from deploy.sample.conditions import conditions
from deploy.sample.demand import demand
from deploy.sample.planning import Need
from deploy.sample.terms import terms

_CAPACITY: Mapping[SizeClass, int] = {
    SizeClass.TPE: 250_000,
    SizeClass.PME: 1_500_000,
    SizeClass.ETI: 8_000_000,
    SizeClass.GE: 50_000_000,
}
"""The value in EUR beyond which companies of a size bid ever less."""
_ADAPTED = {Procedure.ADAPTED: 93, Procedure.WITHOUT_PUBLICITY: 6, Procedure.OTHER: 1}
_FORMALISED = {
    Procedure.OPEN: 80,
    Procedure.RESTRICTED: 5,
    Procedure.NEGOTIATED: 9,
    Procedure.DIALOGUE: 2,
    Procedure.WITHOUT_PUBLICITY: 4,
}
_CLUMPING = 1.3
"""Shape of the gamma mixture of how many rivals bid: small values make both lone bids and crowds frequent."""
_GROUP_FROM, _GROUPS, _LARGEST_GROUP = 150_000, 0.12, 4
_BIDS_UNKNOWN = 0.07
_MODIFIED = 0.22
_SHARE = Decimal("0.01")


@dataclass(frozen=True)
class Award:
    """The outcome of one competition: `bids` were received, `holders` won."""

    bids: int
    holders: tuple[Holder, ...]


def _procedure(rng: Random, need: Need, law_on: date) -> Procedure:
    if need.purchase.procedure:
        return need.purchase.procedure
    is_formalised = need.value >= formalised_threshold(need.purchase.nature, on=law_on).money.amount
    chances = _FORMALISED if is_formalised else _ADAPTED
    return rng.choices(list(chances), list(chances.values()))[0]


def _rivals(rng: Random, mean: float) -> int:
    """How many bid beside the first: a Poisson number whose own mean varies from one purchase to the next."""
    left, number = rng.gammavariate(_CLUMPING, mean / _CLUMPING), 0
    while (left := left - rng.expovariate(1)) > 0:
        number += 1
    return number


def bidders(rng: Random, companies: Sequence[Company], need: Need, number: int) -> list[Company]:
    """Who bids, the keenest first: by appetite, and within what a company of its size can carry."""
    there = [company for company in companies if company.arrived <= need.on]
    carried = {size: min(1.0, capacity / need.value) for size, capacity in _CAPACITY.items()}
    keenness = list(accumulate(company.appetite * carried[company.size] for company in there))
    found: dict[str, Company] = {}
    while len(found) < min(number, len(there)):
        company = rng.choices(there, cum_weights=keenness)[0]
        found.setdefault(company.siret, company)
    return list(found.values())


def _holders(rng: Random, companies: Sequence[Company], need: Need, bids: int) -> tuple[Holder, ...]:
    """The winner alone, or with partners that did not bid by themselves."""
    is_group = need.value >= _GROUP_FROM and rng.random() < _GROUPS
    partners = rng.randrange(1, _LARGEST_GROUP) if is_group else 0
    keen = bidders(rng, companies, need, bids + partners)
    winner, others = rng.choice(keen[:bids]), keen[bids:]
    if not others:
        return (winner.holder(),)
    share = (Decimal(rng.randrange(20, 50)) / 100 / len(others)).quantize(_SHARE)
    members = tuple(other.holder(Role.MEMBER, share) for other in others)
    return (winner.holder(Role.LEAD, 1 - share * len(others)), *members)


def award(rng: Random, companies: Sequence[Company], need: Need, procedure: Procedure) -> Award:
    """Let companies compete for a need; without a call there is one bid."""
    rivals = _rivals(rng, float(demand()[need.area].rivals)) if procedures()[procedure].competed else 0
    return Award(1 + rivals, _holders(rng, companies, need, 1 + rivals))


def _signed(rng: Random, notified: date) -> date:
    day = notified - timedelta(days=rng.randrange(2, 12))
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day


def contract(
    rng: Random, buyer: str, reference: str, need: Need, companies: Sequence[Company], law_on: date
) -> ContractState:
    """The contract that a need led to, judged by the thresholds of `law_on`."""
    procedure = _procedure(rng, need, law_on)
    won = award(rng, companies, need, procedure)
    planned = Decimal(need.value) * Decimal(rng.gauss(1.05, 0.1))
    modified = need.purchase.technique is not Technique.FRAMEWORK and rng.random() < _MODIFIED
    current = Decimal(need.value) * Decimal(1 + rng.uniform(0.01, 0.14) if modified else 1)
    return ContractState(
        buyer=buyer,
        reference=reference,
        title=need.title,
        department=need.department,
        area=need.area,
        cpv=need.purchase.cpv,
        nature=need.purchase.nature,
        procedure=procedure,
        technique=need.purchase.technique,
        planned=euros(round(max(planned, Decimal(1_000)), -2)),
        initial=euros(need.value),
        current=euros(current),
        signed_on=_signed(rng, need.on),
        notified_on=need.on,
        months=need.purchase.months,
        bids=None if rng.random() < _BIDS_UNKNOWN else won.bids,
        holders=won.holders,
        modifications=1 if modified else 0,
        **terms(need, reference),
        **conditions(need, reference, procedure, won.holders),
    )
