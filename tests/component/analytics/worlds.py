"""Small worlds of contracts and suppliers, and the many ways in which their facts may arrive."""

from datetime import date
from random import Random
from typing import Any

from hypothesis import strategies as st

from contracts.envelope import Envelope
from contracts.vocabulary import Holder, Identifier, Role, Scheme, SizeClass, euros
from tests.component.analytics.telling import (
    COMPANIES,
    LIEGE,
    NANTES,
    OTHER_BUYER,
    REGION,
    RENNES,
    a_contract,
    corrected,
    notified,
    registered,
    signed,
)

DAYS = (date(2015, 3, 13), date(2015, 3, 14), date(2017, 6, 1), date(2019, 3, 14), date(2019, 12, 31), date(2020, 1, 1))
FOREIGN = Identifier(scheme=Scheme.TVA, id="BE0428759497")
places = st.sampled_from((None, RENNES, NANTES, LIEGE))
sizes = st.sampled_from((None, *SizeClass))
identifiers = st.sampled_from((None, FOREIGN, *(Identifier(id=siret) for siret in COMPANIES[:2])))


@st.composite
def holders(draw: st.DrawFn) -> tuple[Holder, ...]:
    count = draw(st.integers(1, 3))
    shares = draw(st.sampled_from((None, "0.25", "0.5")))
    return tuple(
        Holder(
            identifier=draw(identifiers),
            name="Ti Embregerezh",
            role=Role.SOLE if count == 1 else draw(st.sampled_from((Role.LEAD, Role.MEMBER))),
            share=shares,
            size=draw(sizes),
            place=draw(places),
        )
        for _ in range(count)
    )


@st.composite
def histories(draw: st.DrawFn, reference: str) -> list[Envelope]:
    """The facts of one contract, in their order."""
    buyer = draw(st.sampled_from((REGION, OTHER_BUYER)))

    def state(**known: Any) -> Any:
        return a_contract(
            reference,
            buyer=buyer,
            holders=draw(holders()),
            technique=draw(st.sampled_from(("simple", "framework", "subsequent"))),
            initial=draw(st.sampled_from((None, euros(1), euros("33333.33"), euros(250_000)))),
            **known,
        )

    def dated() -> Any:
        return state(notified_on=draw(st.one_of(st.none(), st.sampled_from(DAYS))))

    facts = [signed(state(notified_on=None))] if draw(st.booleans()) else []
    if not facts or draw(st.booleans()):
        facts.append(notified(dated(), len(facts) + 1))
        facts += [corrected(dated(), len(facts) + number) for number in range(1, draw(st.integers(0, 3)) + 1)]
    return facts


@st.composite
def registrations(draw: st.DrawFn, siret: str) -> list[Envelope]:
    """The facts of one supplier, in their order."""
    versions = range(1, draw(st.integers(0, 3)) + 1)
    return [registered(siret, version, size=draw(sizes), place=draw(places)) for version in versions]


class Arrival:
    """Batches of facts, each of one topic; shown as entities and versions, for the facts would fill pages."""

    def __init__(self, batches: tuple[tuple[Envelope, ...], ...]) -> None:
        self.batches = batches

    def __repr__(self) -> str:
        told = [[f"{fact.subject[:4]}.{fact.version}" for fact in batch] for batch in self.batches]
        return f"<{' | '.join(map(' '.join, told))}>"


@st.composite
def worlds(draw: st.DrawFn) -> list[list[Envelope]]:
    """The facts of each entity."""
    contracts = [draw(histories(str(number))) for number in range(draw(st.integers(2, 7)))]
    return [facts for facts in (*contracts, *(draw(registrations(siret)) for siret in COMPANIES[:2])) if facts]


@st.composite
def arrivals(draw: st.DrawFn, world: list[list[Envelope]]) -> Arrival:
    """One way for a world to arrive: entities interleaved, facts repeated, batches cut anywhere."""
    random = Random(draw(st.integers(0, 2**32)))  # draws of its own would outgrow what Hypothesis keeps
    waiting, batches, past = [list(facts) for facts in world], [], []
    while any(waiting):
        contracts = random.choice([["contract" in facts[0].data] for facts in waiting if facts])[0]
        batch = []
        for _ in range(random.randint(1, 12)):
            ready = [facts for facts in waiting if facts and ("contract" in facts[0].data) is contracts]
            told = [fact for fact in (*past, *batch) if ("contract" in fact.data) is contracts]
            if told and random.random() < 0.2:
                batch.append(random.choice(told))
            elif ready:
                batch.append(random.choice(ready).pop(0))
        past += batch
        batches.append(tuple(batch))
    return Arrival(tuple(batches))
