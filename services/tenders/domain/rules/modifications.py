"""How far a contract may be modified without a new procedure: CCP R2194-1 to -10."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from chassis.errors import Unacceptable
from contracts.procedures import ModificationReason
from contracts.reference import legal
from contracts.vocabulary import Nature
from services.tenders.domain.rules.caution import Caution

_NONE = Decimal(0)
_PERCENT = Decimal(100)


ARTICLES: Mapping[ModificationReason, str] = {
    ModificationReason.REVIEW_CLAUSE: "CCP R2194-1",
    ModificationReason.ADDITIONAL: "CCP R2194-2, R2194-3",
    ModificationReason.UNFORESEEN: "CCP R2194-5",
    ModificationReason.SUCCESSOR: "CCP R2194-6",
    ModificationReason.NOT_SUBSTANTIAL: "CCP R2194-7",
    ModificationReason.MINOR: "CCP R2194-8, R2194-9",
}
"""The article of each ground."""


class ModificationTooLarge(Unacceptable):
    """The modification goes beyond what its ground allows."""


def judge_modification(
    initial: Decimal,
    cumulated: Mapping[ModificationReason, Decimal],
    change: Decimal,
    reason: ModificationReason,
    nature: Nature,
    *,
    on: date,
) -> tuple[Caution, ...]:
    """Refuse a `change` of the value beyond its ground, and warn of what it calls for.

    Amounts are euros excluding VAT, a decrease below zero; `cumulated` holds the net sum of earlier changes by ground;
    `on` is the day on which the procedure of the contract was launched.
    """
    before = cumulated.get(reason, _NONE)
    if reason is ModificationReason.MINOR:
        return _judge_minor(initial, before + change, nature, on)
    if reason in (ModificationReason.ADDITIONAL, ModificationReason.UNFORESEEN):
        return _judge_extra(initial, before, change, reason, nature, on)
    if reason is ModificationReason.NOT_SUBSTANTIAL:
        return _judge_not_substantial(initial, before + change, nature, on)
    return ()


def minor_limit(initial: Decimal, nature: Nature, *, on: date) -> Decimal:
    """What the minor changes of a contract stay under, cumulated: 10 %, 15 % for works, and the EU threshold (R2194-8).

    In euros excluding VAT.
    """
    key = "modification.minor-works" if nature is Nature.WORKS else "modification.minor"
    share = initial * legal.figure(key, on=on).value / _PERCENT
    return min(share, legal.formalised_threshold(nature, on=on).value)


def extra_limit(initial: Decimal, *, on: date) -> Decimal:
    """What each additional or unforeseen change may reach: half the initial value (R2194-3, R2194-5), in euros."""
    return initial * legal.figure("modification.extra", on=on).value / _PERCENT


def _judge_minor(initial: Decimal, total: Decimal, nature: Nature, on: date) -> tuple[Caution, ...]:
    limit = minor_limit(initial, nature, on=on)
    if abs(total) >= limit:
        raise _too_large(ModificationReason.MINOR, total, limit, "stay under")
    return ()


def _judge_extra(
    initial: Decimal, before: Decimal, change: Decimal, reason: ModificationReason, nature: Nature, on: date
) -> tuple[Caution, ...]:
    limit = extra_limit(initial, on=on)
    if abs(change) > limit:
        raise _too_large(reason, change, limit, "not exceed")
    return (*_notice_due(initial, nature, on), *_repeated(before + change, limit, reason))


def _notice_due(initial: Decimal, nature: Nature, on: date) -> tuple[Caution, ...]:
    if initial < legal.formalised_threshold(nature, on=on).value:
        return ()
    sentence = "A notice of modification is due in the EU journal."
    return (Caution("modification-notice-due", "CCP R2194-10", sentence),)


def _repeated(total: Decimal, limit: Decimal, reason: ModificationReason) -> tuple[Caution, ...]:
    if abs(total) <= limit:
        return ()
    sentence = f"Changes on this ground add up to {total:.2f} EUR: repeated ones must not avoid a new procedure."
    return (Caution("modifications-repeated", ARTICLES[reason], sentence),)


def _judge_not_substantial(initial: Decimal, total: Decimal, nature: Nature, on: date) -> tuple[Caution, ...]:
    if abs(total) < minor_limit(initial, nature, on=on):
        return ()
    sentence = f"Changes said not to be substantial add up to {total:.2f} EUR, more than minor ones may: say why."
    return (Caution("modification-perhaps-substantial", ARTICLES[ModificationReason.NOT_SUBSTANTIAL], sentence),)


def _too_large(reason: ModificationReason, amount: Decimal, limit: Decimal, word: str) -> ModificationTooLarge:
    sentence = f"It comes to {amount:.2f} EUR and must {word} {limit:.2f} EUR."
    return ModificationTooLarge(
        sentence, reason=reason.value, amount=f"{amount:.2f}", limit=f"{limit:.2f}", article=ARTICLES[reason]
    )
