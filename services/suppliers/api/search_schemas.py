"""The bodies of saved searches."""

from datetime import datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel

from contracts.vocabulary import Siret
from services.suppliers.api.request_schemas import Email
from services.suppliers.domain.alerts.notice import Notice
from services.suppliers.domain.alerts.search import SavedSearch, SearchTerms


class GivenSearch(SearchTerms, extra="forbid"):
    """What somebody wants to hear of, and where the daily letter goes, if any."""

    email: Email | None = None

    def terms(self) -> SearchTerms:
        """What is asked for."""
        return SearchTerms.model_validate(self.model_dump(exclude={"email"}))


class SearchResource(SearchTerms):
    """A saved search as its organisation sees it."""

    id: UUID
    organisation: Siret
    email: str | None
    since: datetime
    revision: int

    @classmethod
    def of(cls, search: SavedSearch) -> Self:
        """The document of a saved search."""
        shown = {name: getattr(search, name) for name in ("id", "organisation", "email", "since", "revision")}
        return cls(**dict(search.terms), **shown)


class SearchPage(BaseModel):
    """Saved searches, with paths of the next and the previous page."""

    items: list[SearchResource]
    next: str | None
    prev: str | None


class HitResource(Notice):
    """What was found for a search, and when."""

    found_at: datetime


class HitPage(BaseModel):
    """What was found, the oldest first, with paths of the next and the previous page."""

    items: list[HitResource]
    next: str | None
    prev: str | None
