"""Whether an advance that is paid is what is due to its holder: CCP R2191-3, R2191-7."""

from datetime import date

from contracts.reference import legal
from contracts.vocabulary import ContractState, Identifier, Role, Share, SizeClass
from services.tenders.domain.rules.advance import is_due, minimum_rate
from services.tenders.domain.rules.caution import Caution

_SME = frozenset({SizeClass.TPE, SizeClass.PME})


def advance_cautions(state: ContractState, rate: Share, *, holder: Identifier | None, on: date) -> tuple[Caution, ...]:
    """What to warn of where `rate` is under what is due to a holder (R2191-7); the lead where none is named.

    Nothing where the contract was signed `on` a day before the figures that are known.
    """
    if state.initial is None or state.months is None or legal.find("advance.value", on=on) is None:
        return ()
    least = minimum_rate(sme=_is_small(state, holder), on=on)
    if rate >= least or not is_due(state.initial.amount, state.months, on=on):
        return ()
    sentence = f"An advance of {least:.0%} at least is due, and {rate:.0%} is given."
    return (Caution("advance-under-due", "CCP R2191-3, R2191-7", sentence),)


def _is_small(state: ContractState, holder: Identifier | None) -> bool:
    named = [one for one in state.holders if holder is not None and one.identifier == holder]
    first = [one for one in state.holders if one.role is not Role.MEMBER]
    return any(one.size in _SME for one in named or first)
