"""Contracts: signed, notified, modified, corrected, ended; or taken over from a register, which knows less."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from contracts.procedures import (
    ContractEnded,
    ContractFact,
    ContractModified,
    ContractNotified,
    ContractSigned,
    ContractTerminated,
    DataCorrected,
    Modification,
    ModificationReason,
    Termination,
)
from contracts.procedures.modification import TerminationGround
from contracts.vocabulary import ContractState, Money, PriceForm, euros
from tests.component.analytics.streams.calling import Call, some_clauses
from tests.component.analytics.streams.chronicle import LAST, Chronicle, start_of
from tests.component.analytics.streams.judging import Given
from tests.component.analytics.streams.people import MANDATARY, REGION, People
from tests.component.analytics.streams.planning import a_purchase

ODD = ("0.00", "0.50", "1.00", "150000000.00", "100000000.00", "33333.33")


class Contracting:
    """One contract and what becomes of it."""

    def __init__(self, told: Chronicle, people: People, identity: UUID, key: UUID, lot: int | None) -> None:
        self.told, self.people, self.id, self.key, self.lot = told, people, identity, key, lot
        self.state: ContractState
        self.modified = 0

    @classmethod
    def of_lot(cls, told: Chronicle, call: Call, given: Given) -> "Contracting":
        """What the winner of a lot signs."""
        self = cls(told, call.people, told.identity(), call.id, given.lot)
        signed, notice = given.at.date() + timedelta(days=12), call.lots[given.lot - 1]
        more: dict[str, Any] = {
            **vars(call.purchase),
            "on_behalf_of": call.mandator,
            "cpv": notice.cpv or call.purchase.cpv,
            "bids": given.bids,
            "initial": given.value,
            "planned": notice.value,
            "advance": notice.advance,
            "advance_guarantee": notice.advance_guarantee,
            "clauses": notice.clauses,
            "insertion_hours": notice.insertion_hours,
            "price_revision": notice.price_revision,
            "months": notice.months,
            "signed_on": signed,
            "technique": call.technique,
        }
        self.state = self._state(self.people.holders(given.companies), **more)
        self._tell(ContractSigned, start_of(signed))
        return self

    @classmethod
    def of_register(cls, told: Chronicle, people: People) -> "Contracting":
        """What a register says: often no day, no procedure, no department."""
        identity, maybe = told.identity(), told.maybe
        self, purchase = cls(told, people, identity, identity, None), a_purchase(told)
        known = {name: maybe(value, 0.8) for name, value in vars(purchase).items() if name != "buyer"}
        planned = told.money()
        more: dict[str, Any] = {
            **known,
            "buyer": purchase.buyer,
            "on_behalf_of": REGION if purchase.buyer == MANDATARY and told.chance(0.8) else None,
            "bids": maybe(told.one((0, 1, 1, 2, 3))),
            "initial": maybe(self._a_value(planned), 0.9),
            "planned": maybe(planned, 0.6),
            "clauses": maybe(some_clauses(told), 0.5),
            "advance": maybe(told.one(("0.05", "0.3", "0.6")), 0.5),
            "advance_guarantee": maybe(told.chance(0.4), 0.6),
            "insertion_hours": maybe(told.random.randint(5, 500), 0.2),
            "price_revision": maybe(told.chance(0.5)),
            "months": maybe(told.one((1, 3, 4, 12, 48))),
            "technique": told.one(("simple", "simple", "framework", "subsequent", "tranches")),
            "notified_on": maybe(told.day(), 0.88),
        }
        self.state = self._state(people.holders(people.several()), **more)
        self._tell(
            ContractNotified, self.state.notified_on and start_of(self.state.notified_on), late=told.one((0, 40, 900))
        )
        return self

    def _a_value(self, planned: Money) -> Money:
        if self.told.chance(0.1):
            return euros(self.told.one(ODD))
        factor = self.told.one((1, 1, 1, 1, 9, 10, 12))
        return euros(planned.amount * factor * self.told.random.randint(80, 125) // 100)

    def _state(self, holders: Any, **more: Any) -> ContractState:
        maybe, one, day = self.told.maybe, self.told.one, more.get("signed_on") or more.get("notified_on") or LAST
        said: dict[str, Any] = {
            "reference": f"K-{self.id.hex[:10]}",
            "title": one(("Kevrat", "Kevrat an douarioù", "Prenañ paper")),
            "holders": holders,
            "places": one(((), ("FRH03",), ("FRH0", "FRH02"), ("FRG01",))),
            "price_form": maybe(one(tuple(PriceForm))),
            "modifications": maybe(one((0, 0, 1, 2)), 0.4),
            "current": maybe(self.told.money(), 0.3),
            "electronic": maybe(self.told.chance(0.8)),
            "origin_france": maybe(one(("0.2", "0.5")), 0.3),
            "origin_european": maybe(one(("0.6", "1")), 0.3),
            "published_on": maybe(day + timedelta(days=one((0, 20, 59, 62, 100))), 0.5),
            "ends_on": maybe(day + timedelta(days=one((30, 300, 700))), 0.6),
            "maximum": maybe(self.told.money(), 0.2),
        }
        return ContractState(**{**said, **more})

    def notify(self) -> None:
        signed = self.state.signed_on
        assert signed is not None
        self._know(notified_on=signed + timedelta(days=self.told.random.randint(0, 9)))
        self._tell(ContractNotified, start_of(self.state.notified_on or signed))

    def happen(self) -> None:
        """Changes, mistakes put right, an end."""
        for _ in range(self.told.one((0, 0, 1, 2))):
            self.told.one((self._modify, self._correct, self._correct))()
        if self.told.chance(0.35):
            self._end()
        if self.told.chance(0.1):
            self._correct()

    def _modify(self) -> None:
        told, day = self.told, (self.state.notified_on or LAST) + timedelta(days=self.told.random.randint(5, 300))
        self.modified += 1
        value = told.maybe(told.money())
        change = Modification(
            number=self.modified,
            ground=told.one(tuple(ModificationReason)),
            reason="Ouzhpennadur",
            decided_on=day,
            value=value,
            previous=self.state.current or self.state.initial,
        )
        known = {"modifications": self.modified, **({"current": value} if value else {})}
        self._know(**known)
        if told.chance(0.2):
            self._know(holders=self.people.holders(self.people.several()))
        self._tell(ContractModified, start_of(day), modification=change)

    def _correct(self) -> None:
        """What a register corrects: any of these, and the day may come or go."""
        told, maybe = self.told, self.told.maybe
        changes: dict[str, Any] = {
            "notified_on": maybe(told.day(), 0.9),
            "initial": maybe(self._a_value(self.state.planned or told.money()), 0.9),
            "holders": self.people.holders(self.people.several()),
            "department": maybe("schools"),
            "bids": maybe(told.one((1, 2))),
            "technique": told.one(("simple", "framework", "subsequent")),
            "buyer": told.one((self.state.buyer, REGION)),
        }
        names = told.random.sample(sorted(changes), told.random.randint(0, 3))
        self._know(**{name: changes[name] for name in names})
        self._tell(DataCorrected, None, late=told.random.randint(1, 300), reason="Fazi")

    def _end(self) -> None:
        """Some end before they began: those never were."""
        day = (self.state.notified_on or date(2023, 5, 5)) + timedelta(days=self.told.one((-3, 0, 90, 400)))
        self._know(ended_on=day)
        if self.told.chance(0.7):
            self._tell(ContractEnded, start_of(day), ended_on=day)
        else:
            end = Termination(ground=TerminationGround.FAULT, reason="Fazi", terminated_on=day)
            self._tell(ContractTerminated, start_of(day), termination=end)

    def _know(self, **members: Any) -> None:
        self.state = ContractState.model_validate({**dict(self.state), **members})

    def _tell(self, kind: type[ContractFact], at: Any, late: int | None = None, **more: Any) -> None:
        fact = kind(contract_id=self.id, procedure_id=self.key, lot=self.lot, contract=self.state, **more)
        self.told.tell(fact, self.id, self.key, at, late)
