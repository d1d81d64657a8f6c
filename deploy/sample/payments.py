"""What the finance system of the sample region reports: advances of small companies, invoices, and their payments."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, Literal

from contracts.procedures.payment import ExternalId
from contracts.vocabulary import ContractState, Day, Money, Share, Siret, SizeClass, Text, Word, euros

_YEARS = 2
"""Years before that of the last day in which the finance system was connected."""
_SMALL = frozenset({SizeClass.TPE, SizeClass.PME})
_LARGE_ADVANCE, _TAKEN = Decimal("0.3"), 0.72
"""The rate that the policy offers, and the share of the companies that take it."""
_INVOICED_DAYS, _INVOICED = 420, 0.32
"""How far back invoices reach from the last day, in days, and the share of the contracts that have one."""
_DELAY, _DELAY_SPREAD = 3.05, 0.42
"""Logarithm of the median delay of a payment in days, and its standard deviation: about 21 days, some over 30."""


class FinanceRecord(Word):
    """An advance, an invoice or a payment, as `POST /payment-records` takes it."""

    kind: Literal["advance", "invoice", "payment"]
    buyer: Siret
    reference: Text
    external_id: ExternalId
    value: Money
    rate: Share | None = None
    invoice: ExternalId | None = None
    received_on: Day | None = None
    paid_on: Day | None = None


def payments(contracts: Sequence[ContractState], until: date) -> list[FinanceRecord]:
    """What was invoiced and paid up to a day, invoices before what was paid of them."""
    return sorted(_all(contracts, until), key=lambda record: record.kind == "payment")


def _all(contracts: Sequence[ContractState], until: date) -> Iterator[FinanceRecord]:
    for state in contracts:
        rng = Random(f"payments {state.reference}")  # noqa: S311 - invented, not secret
        if state.notified_on and state.notified_on.year >= until.year - _YEARS:
            yield from _advance(rng, state, state.notified_on, until)
        if state.notified_on and (until - state.notified_on).days < _INVOICED_DAYS:
            yield from _invoice(rng, state, state.notified_on, until)


def _advance(rng: Random, state: ContractState, notified: date, until: date) -> Iterator[FinanceRecord]:
    """The advance of 30 % that the policy gives to small companies; not all of them ask for it."""
    paid_on, is_taken = notified + timedelta(days=rng.randrange(12, 55)), rng.random() < _TAKEN
    if is_taken and paid_on <= until and state.advance == _LARGE_ADVANCE and state.holders[0].size in _SMALL:
        yield FinanceRecord(
            kind="advance",
            buyer=state.buyer,
            reference=state.reference,
            external_id=f"AV-{state.reference}",
            rate=state.advance,
            value=_part(state, state.advance),
            paid_on=paid_on,
        )


def _invoice(rng: Random, state: ContractState, notified: date, until: date) -> Iterator[FinanceRecord]:
    """The first invoice of a contract, and its payment once it came."""
    number, value = f"FA-{state.reference}", _part(state, Decimal(rng.randrange(5, 40)) / 100)
    received = notified + timedelta(days=rng.randrange(25, 90))
    paid = received + timedelta(days=round(rng.lognormvariate(_DELAY, _DELAY_SPREAD)))
    if rng.random() >= _INVOICED or received > until:
        return
    of_contract: dict[str, Any] = {"buyer": state.buyer, "reference": state.reference, "value": value}
    yield FinanceRecord(kind="invoice", external_id=number, received_on=received, **of_contract)
    if paid <= until:
        yield FinanceRecord(kind="payment", external_id=f"PA-{number}", invoice=number, paid_on=paid, **of_contract)


def _part(state: ContractState, part: Decimal) -> Money:
    return euros((state.initial.amount if state.initial else Decimal(0)) * part)
