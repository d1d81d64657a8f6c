"""A search that is kept, and answered whenever something new fits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from chassis.errors import NotFound, Unacceptable
from contracts.vocabulary import Amount, Code, DepartmentCode, Siret, Text, Word
from services.suppliers.domain.alerts.notice import NoticeKind

CpvPrefix = Annotated[str, Field(pattern=r"^[0-9]{2,8}$")]
"""First digits of a CPV code: a subtree."""
MOST_SEARCHES = 100
"""Searches of one organisation at most."""


class SearchNotFound(NotFound):
    """There is no such saved search of this organisation."""


class TooManySearches(Unacceptable):
    """An organisation keeps no more saved searches."""


class BoundsInverted(Unacceptable):
    """The least value is more than the most."""


class SearchTerms(Word):
    """What somebody wants to hear of; an empty list, or None, asks for all.

    `department` is the buyer's own (direction), `departments` are where it is to be performed (départements), `least`
    and `most` are euros excluding VAT; what tells no value fits any.
    """

    name: Text
    kinds: Annotated[tuple[NoticeKind, ...], Field(max_length=3)] = ()
    cpv: Annotated[tuple[CpvPrefix, ...], Field(max_length=50)] = ()
    departments: Annotated[tuple[DepartmentCode, ...], Field(max_length=110)] = ()
    department: Code | None = None
    buyers: Annotated[tuple[Siret, ...], Field(max_length=50)] = ()
    least: Amount | None = None
    most: Amount | None = None


@dataclass(kw_only=True, eq=False)
class SavedSearch:
    """A saved search (alerte) of an organisation; what happened before `since` is no news to it.

    `due_at` is when the next digest goes to `email`, None while there is nothing to tell.
    """

    id: UUID
    organisation: Siret
    terms: SearchTerms
    email: str | None
    since: datetime
    due_at: datetime | None = None
    changes: int = 1

    @property
    def revision(self) -> int:
        """What its entity tag shows."""
        return self.changes

    def __post_init__(self) -> None:
        _must_be_ordered(self.terms)

    def change(self, terms: SearchTerms, email: str | None, *, now: datetime) -> None:
        """Ask for something else from now on."""
        _must_be_ordered(terms)
        self.terms, self.email, self.since = terms, email, now
        self.changes += 1

    def silence(self) -> None:
        """Send no more letters; what fits can still be read."""
        self.email, self.due_at = None, None
        self.changes += 1


def _must_be_ordered(terms: SearchTerms) -> None:
    if terms.least is not None and terms.most is not None and terms.least > terms.most:
        raise BoundsInverted
