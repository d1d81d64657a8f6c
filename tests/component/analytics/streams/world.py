"""A whole world: a registry, registers taken over, and procedures from plan to payment."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from contracts.envelope import Envelope
from contracts.vocabulary import Procedure
from tests.component.analytics.streams import planning
from tests.component.analytics.streams.calling import Call
from tests.component.analytics.streams.chronicle import LAST, Chronicle
from tests.component.analytics.streams.contracting import Contracting
from tests.component.analytics.streams.flagging import flag
from tests.component.analytics.streams.judging import Judging
from tests.component.analytics.streams.people import People
from tests.component.analytics.streams.performing import Performing
from tests.component.analytics.streams.sourcing import Sourcing

BEGIN, END = date(2022, 6, 1), date(2025, 9, 30)


def a_stream(seed: int, *, procedures: int = 12, registers: int = 40) -> Sequence[Envelope]:
    """Coherent facts of so many procedures and contracts of registers, in the order in which they were told."""
    told = Chronicle(Random(seed))
    people = People(told)
    people.register()
    for _ in range(registers):
        _perform(told, Contracting.of_register(told, people))
    for _ in range(procedures):
        _proceed(told, people)
    flag(told)
    return told.facts


def _perform(told: Chronicle, contract: Contracting) -> None:
    if contract.state.notified_on is None or contract.state.notified_on < LAST:
        contract.happen()
        Performing(told, contract).happen()


def _proceed(told: Chronicle, people: People) -> None:
    """A purchase, from its plan to the end of its contracts, or to wherever it stops."""
    purchase, published = planning.a_purchase(told), told.day(BEGIN, END)
    entry = planning.plan(told, purchase, published) if told.chance(0.7) else None
    if entry and told.chance(0.2):
        planning.withdraw(told, entry, published)
        return
    sourcing = None
    if told.chance(0.4):
        asked = people.several(5)
        sourcing = Sourcing(told, purchase, published - timedelta(days=60), asked)
    call = Call(told, people, purchase, published)
    if sourcing and told.chance(0.8):
        sourcing.close(told.maybe(call.id, 0.6))
    call.publish(entry, sourcing.id if sourcing and told.chance(0.8) else None)
    if entry:
        planning.tendered(told, entry, call.id, call.published)
    _decide(told, call)


def _decide(told: Chronicle, call: Call) -> None:
    call.live()
    if told.chance(0.12):
        call.cancel()
        return
    call.close()
    judging, committee = Judging(told, call), told.chance(0.8)
    if call.purchase.procedure is Procedure.RESTRICTED:
        judging.open()
        call.next_phase(judging.at + timedelta(days=3))
        call.close()
    if committee:
        judging.open()
    for lot in call.lots:
        given = judging.decide(lot.number) if committee else judging.stated(lot.number)
        if given and told.chance(0.9):
            contract = Contracting.of_lot(told, call, given)
            if told.chance(0.93):
                contract.notify()
                _perform(told, contract)
