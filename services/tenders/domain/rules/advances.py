"""When an advance is due, and at which rate: CCP R2191-3, -7."""

from datetime import date
from decimal import Decimal

from contracts.reference import legal
from contracts.vocabulary import ContractState, Identifier, Role, Share, SizeClass
from services.tenders.domain.rules.caution import Caution

_PERCENT = Decimal(100)
_SME = frozenset({SizeClass.TPE, SizeClass.PME})


def due_rate(value: Decimal, months: int, *, sme: bool, on: date) -> Decimal | None:
    """The least share of the amount to pay in advance; None where none is due, or the figures of that day are unknown.

    `value` is the initial amount in euros excluding VAT, `sme` says that the holder is a small or medium company, `on`
    the day on which the procedure was launched.
    """
    above, longer = legal.find("advance.value", on=on), legal.find("advance.months", on=on)
    rate = legal.find("advance.minimum-sme" if sme else "advance.minimum", on=on)
    if above is None or longer is None or rate is None or value <= above.value or months <= longer.value:
        return None
    return rate.value / _PERCENT


def advance_cautions(state: ContractState, rate: Share, *, holder: Identifier | None, on: date) -> tuple[Caution, ...]:
    """What to warn of where `rate` is under what is due to a holder (R2191-7); the lead where none is named."""
    if state.initial is None or state.months is None:
        return ()
    due = due_rate(state.initial.amount, state.months, sme=_is_small(state, holder), on=on)
    if due is None or rate >= due:
        return ()
    sentence = f"An advance of {due:.0%} at least is due, and {rate:.0%} is given."
    return (Caution("advance-under-due", "CCP R2191-3, R2191-7", sentence),)


def _is_small(state: ContractState, holder: Identifier | None) -> bool:
    named = [one for one in state.holders if holder is not None and one.identifier == holder]
    first = [one for one in state.holders if one.role is not Role.MEMBER]
    return any(one.size in _SME for one in named or first)
