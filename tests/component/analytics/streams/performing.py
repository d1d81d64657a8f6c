"""What is done under a contract: advances, invoices, payments, subcontracts, reports, appraisals; some are restated."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from contracts.procedures import (
    AdvancePaid,
    ClauseReported,
    ExecutionFact,
    FoodPurchaseReported,
    InvoicePaid,
    InvoiceReceived,
    PenaltyApplied,
    SubcontractDeclared,
    SupplierEvaluated,
)
from contracts.procedures.execution import Mark, Period, Subcontractor
from contracts.vocabulary import Money, SizeClass, euros
from tests.component.analytics.streams.chronicle import Chronicle, start_of
from tests.component.analytics.streams.contracting import Contracting


class Performing:
    """The acts under one contract."""

    def __init__(self, told: Chronicle, contract: Contracting) -> None:
        self.told, self.contract, self.buyer = told, contract, contract.state.buyer
        self.began = contract.state.notified_on or date(2023, 2, 3)

    def happen(self) -> None:
        acts = (self._pay, self._advance, self._subcontract, self._clauses, self._food, self._appraise, self._penalise)
        for act in self.told.random.sample(acts, self.told.one((0, 1, 2, 4))):
            act()

    def _later(self, most: int = 500) -> date:
        return self.began + timedelta(days=self.told.random.randint(1, most))

    def _act(self, kind: type[ExecutionFact], day: date, *versions: dict[str, Any]) -> UUID:
        """Tell an act, and perhaps tell it again with another value."""
        act, contract = self.told.identity(), self.contract
        whose: dict[str, Any] = {"act_id": act, "contract_id": contract.id, "procedure_id": contract.key}
        for number, version in enumerate(versions):
            fact = kind(**whose, buyer=self.buyer, correction=number > 0, **version)
            on = version.get("paid_on", day)
            self.told.tell(fact, act, contract.key, start_of(on), late=30 * number)
        return act

    def _restated(self, **said: Any) -> tuple[dict[str, Any], ...]:
        """As first recorded, and sometimes with another value; what was paid, on another day."""
        if self.told.chance(0.7):
            return (said,)
        again = {**said, "value": self.told.money(2, 4)}
        if "paid_on" in said:
            later = self.told.random.randint(-20, 200)
            again["paid_on"] += timedelta(days=later)
            again |= _delayed(said, later) if "delay_days" in said else {}
        return (said, again)

    def _holder(self) -> Any:
        return self.told.maybe(self.told.one(self.contract.state.holders).identifier, 0.5)

    def _advance(self) -> None:
        day, told = self._later(120), self.told
        said = {"external_id": "A1", "rate": told.one(("0.05", "0.3")), "value": told.money(2, 4), "paid_on": day}
        self._act(AdvancePaid, day, *self._restated(**said, holder=self._holder()))

    def _pay(self) -> None:
        for number in range(self.told.one((1, 1, 2, 3))):
            received, value = self._later(), self.told.money(2, 4)
            said = {"external_id": f"F{number}", "value": value, "received_on": received, "holder": self._holder()}
            invoice = self._act(InvoiceReceived, received, *self._restated(**said))
            self._settle(number, invoice, received, value)

    def _settle(self, number: int, invoice: UUID, received: date, value: Money) -> None:
        """In full, in two parts, or not yet."""
        halves = [value.amount / 2, value.amount - value.amount // 2]
        for part, amount in enumerate(self.told.one(([], [value.amount], [value.amount], halves))):
            days = self.told.one((0, 12, 29, 30, 31, 80))
            paid = received + timedelta(days=days)
            said = {
                "value": euros(amount),
                "received_on": received,
                "paid_on": paid,
                "delay_days": days,
                "late": days > 30,
            }
            numbers = {"external_id": f"P{number}{part}", "invoice": invoice, "invoice_external_id": f"F{number}"}
            self._act(InvoicePaid, paid, *self._restated(**said, **numbers))

    def _subcontract(self) -> None:
        told, day = self.told, self._later()
        who = Subcontractor(name="Is", size=told.maybe(told.one(tuple(SizeClass))), identifier=None)
        said = {"subcontractor": who, "work": "Livadur", "value": told.money(2, 4), "accepted_on": day}
        self._act(SubcontractDeclared, day, *self._restated(**said, direct_payment=True))

    def _clauses(self) -> None:
        told, maybe, first = self.told, self.told.maybe, self._later()
        last = first + timedelta(days=90)
        said = {
            "period": Period(starts_on=first, ends_on=last),
            "insertion_hours_contracted": maybe(told.random.randint(0, 300)),
            "insertion_hours_achieved": maybe(told.random.randint(0, 300)),
            "equality": maybe(told.chance(0.5)),
            "environmental": maybe(told.chance(0.5)),
        }
        again = ({**said, "insertion_hours_achieved": 7},) if told.chance(0.3) else ()
        self._act(ClauseReported, last, said, *again)

    def _food(self) -> None:
        told, first, total = self.told, self._later(), self.told.money(3, 4)
        last = first + timedelta(days=180)
        part = {name: euros(total.amount * told.random.randint(0, 60) // 100) for name in ("sustainable", "organic")}
        origins = {name: told.maybe(euros(total.amount // told.one((2, 3)))) for name in ("french", "european")}
        said = {"period": Period(starts_on=first, ends_on=last), "total": total, **part, **origins}
        again = ({**said, "organic": euros(1)},) if told.chance(0.3) else ()
        self._act(FoodPurchaseReported, last, said, *again)

    def _appraise(self) -> None:
        day = self._later()
        said = {"marks": (Mark(criterion="Termen", score=self.told.random.randint(0, 10)),), "comment": "Mat"}
        again = (
            ({**said, "evaluated_on": day, "reply": "Trugarez", "replied_on": day},) if self.told.chance(0.3) else ()
        )
        self._act(SupplierEvaluated, day, {**said, "evaluated_on": day}, *again)

    def _penalise(self) -> None:
        day = self._later()
        self._act(PenaltyApplied, day, *self._restated(reason="Dale", value=self.told.money(1, 3), applied_on=day))


def _delayed(said: dict[str, Any], later: int) -> dict[str, Any]:
    days = max(said["delay_days"] + later, 0)
    return {"delay_days": days, "late": days > 30, "paid_on": said["received_on"] + timedelta(days=days)}
