"""How far a contract may be modified without a new procedure: CCP R2194-1 to -10, R3135-1 to -10."""

from collections.abc import Mapping
from dataclasses import dataclass
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
"""The article of each ground, for a contract that is no concession."""


_OF_CONTRACTS, _OF_CONCESSIONS = "R2194", "R3135"


class ModificationTooLarge(Unacceptable):
    """The modification goes beyond what its ground allows."""


@dataclass(frozen=True)
class Original:
    """A contract as it was concluded: its value in euros excluding VAT, what it buys, and the day of its launch.

    A concession has rules of its own (CCP R3135-1 to -10), whose articles are numbered alike.
    """

    initial: Decimal
    nature: Nature
    launched: date
    concession: bool = False

    @property
    def threshold(self) -> Decimal:
        """The EU threshold of such a contract, in euros excluding VAT."""
        if self.concession:
            return legal.figure("formalised.concessions", on=self.launched).value
        return legal.formalised_threshold(self.nature, on=self.launched).value

    @property
    def minor_limit(self) -> Decimal:
        """What minor changes stay under, cumulated: 10 %, 15 % for works, and the threshold (R2194-8, R3135-8)."""
        is_works = self.nature is Nature.WORKS and not self.concession
        key = "modification.minor-works" if is_works else "modification.minor"
        share = self.initial * legal.figure(key, on=self.launched).value / _PERCENT
        return min(share, self.threshold)

    @property
    def extra_limit(self) -> Decimal:
        """What each additional or unforeseen change may reach: half the initial value (R2194-3, R2194-5, R3135-3)."""
        return self.initial * legal.figure("modification.extra", on=self.launched).value / _PERCENT

    def article(self, reason: ModificationReason) -> str:
        """The article of a ground."""
        return ARTICLES[reason].replace(_OF_CONTRACTS, _OF_CONCESSIONS) if self.concession else ARTICLES[reason]


def judge_modification(
    original: Original,
    cumulated: Mapping[ModificationReason, Decimal],
    change: Decimal,
    reason: ModificationReason,
) -> tuple[Caution, ...]:
    """Refuse a `change` of the value beyond its ground, and warn of what it calls for.

    In euros excluding VAT, a decrease below zero; `cumulated` holds the net sum of earlier changes by ground.
    """
    before = cumulated.get(reason, _NONE)
    if reason is ModificationReason.MINOR:
        return _judge_minor(original, before + change)
    if reason in (ModificationReason.ADDITIONAL, ModificationReason.UNFORESEEN):
        return _judge_extra(original, before, change, reason)
    if reason is ModificationReason.NOT_SUBSTANTIAL:
        return _judge_not_substantial(original, before + change)
    return ()


def _judge_minor(original: Original, total: Decimal) -> tuple[Caution, ...]:
    if abs(total) >= original.minor_limit:
        raise _too_large(original, ModificationReason.MINOR, total, f"stay under {original.minor_limit:.2f}")
    return ()


def _judge_extra(
    original: Original, before: Decimal, change: Decimal, reason: ModificationReason
) -> tuple[Caution, ...]:
    if abs(change) > original.extra_limit:
        raise _too_large(original, reason, change, f"not exceed {original.extra_limit:.2f}")
    return (*_notice_due(original), *_repeated(original, before + change, reason))


def _notice_due(original: Original) -> tuple[Caution, ...]:
    if original.initial < original.threshold:
        return ()
    article = "CCP R3135-10" if original.concession else "CCP R2194-10"
    return (Caution("modification-notice-due", article, "A notice of modification is due in the EU journal."),)


def _repeated(original: Original, total: Decimal, reason: ModificationReason) -> tuple[Caution, ...]:
    if abs(total) <= original.extra_limit:
        return ()
    sentence = f"Changes on this ground add up to {total:.2f} EUR: repeated ones must not avoid a new procedure."
    return (Caution("modifications-repeated", original.article(reason), sentence),)


def _judge_not_substantial(original: Original, total: Decimal) -> tuple[Caution, ...]:
    if abs(total) < original.minor_limit:
        return ()
    article = original.article(ModificationReason.NOT_SUBSTANTIAL)
    sentence = f"Changes said not to be substantial add up to {total:.2f} EUR, more than minor ones may: say why."
    return (Caution("modification-perhaps-substantial", article, sentence),)


def _too_large(original: Original, reason: ModificationReason, amount: Decimal, bound: str) -> ModificationTooLarge:
    return ModificationTooLarge(
        f"It comes to {amount:.2f} EUR and must {bound} EUR.",
        reason=reason.value,
        amount=f"{amount:.2f}",
        limit=bound.rpartition(" ")[2],
        article=original.article(reason),
    )
