"""A past contract as the benchmark asks for it, and the suppliers that held it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from contracts.vocabulary import Holder, Place, Scheme, SizeClass
from deploy.cli.reading import Entry

SIREN_DIGITS = 9


@dataclass(frozen=True)
class Contract:
    """What was bought from whom; `holders` are suppliers, `value` euros excluding VAT."""

    number: int
    buyer: str
    text: str
    on: date
    code: str | None
    place: Place | None
    value: Decimal | None
    holders: frozenset[str]


@dataclass(frozen=True)
class Profile:
    """What a registry of companies says of a supplier, whether it ever won anything or not."""

    id: str
    name: str
    place: Place | None
    size: SizeClass | None


def supplier_of(holder: Holder) -> str:
    """The company behind an establishment: its SIREN; another identifier with its scheme; its name for want of any."""
    if holder.identifier is None:
        return f"name:{' '.join(holder.name.casefold().split())}"
    if holder.identifier.scheme is Scheme.SIRET:
        return holder.identifier.id[:SIREN_DIGITS]
    return f"{holder.identifier.scheme.value}:{holder.identifier.id}"


def contracts_of(entries: Iterable[Entry]) -> list[Contract]:
    """The dated contracts of a register, from the oldest; one without a date can neither be asked nor be known."""
    dated = [
        Contract(
            number=number,
            buyer=entry.state.buyer,
            text=entry.state.title,
            on=on,
            code=entry.state.cpv,
            place=entry.place,
            value=next((money.amount for money in (entry.state.planned, entry.state.initial) if money), None),
            holders=frozenset(map(supplier_of, entry.state.holders)),
        )
        for number, entry in enumerate(entries)
        if (on := entry.state.notified_on or entry.state.signed_on)
    ]
    return sorted(dated, key=lambda each: (each.on, each.number))


def profiles_of(entries: Iterable[Entry]) -> dict[str, Profile]:
    """Every holder of a register, with the first name, place and size that it gives."""
    found: dict[str, Profile] = {}
    for entry in entries:
        for holder in entry.state.holders:
            key = supplier_of(holder)
            known = found.get(key)
            place, size = (known.place, known.size) if known else (None, None)
            name = known.name if known else holder.name
            found[key] = Profile(key, name, place or holder.place, size or holder.size)
    return found
