"""Who said what of a supplier, and when: each field has its source."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from contracts.suppliers import SupplierState
from contracts.vocabulary import Text, Word


class SourceKind(StrEnum):
    """Who speaks: the company of itself, a buyer or portal about it, or a register."""

    COMPANY = "company"
    OTHER = "other"
    REGISTER = "register"


class Source(Word):
    """Who said something, under the name of its key, and on which day."""

    kind: SourceKind
    name: Text
    on: date


Provenance = Mapping[str, Source]
"""The source of each field that is known, by its name."""

_NEVER = frozenset({"identifier"})


def changed_fields(before: SupplierState | None, after: SupplierState) -> list[str]:
    """Names of the fields in which two states differ; all that are told where there was none before."""
    if before is None:
        return [name for name, value in vars(after).items() if value and name not in _NEVER]
    return [name for name, value in vars(after).items() if value != getattr(before, name)]


def retold(known: Provenance, fields: Iterable[str], after: SupplierState, source: Source) -> dict[str, Source]:
    """The sources after `source` spoke of these fields; what is no longer known has none."""
    told = {**known, **dict.fromkeys(fields, source)}
    return {name: said for name, said in told.items() if getattr(after, name)}


def spoken_for(known: Provenance) -> frozenset[str]:
    """Fields that the company itself told: a register no longer changes them."""
    return frozenset(name for name, source in known.items() if source.kind is SourceKind.COMPANY)
