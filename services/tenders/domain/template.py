"""A template: terms and lots that tenders begin with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self
from uuid import UUID

from chassis.errors import NotFound
from contracts.procedures import LotNotice
from contracts.vocabulary import Text
from services.tenders.domain.buyer import ANY, Buyer, NotTheBuyer
from services.tenders.domain.lot import advertised
from services.tenders.domain.tender import Tender
from services.tenders.domain.terms import Terms

_OF_ONE_PURCHASE = {"plan_entry": None, "sourcing_request": None, "within": None}
"""Members of the terms that belong to one purchase and not to the next."""


class TemplateNotFound(NotFound):
    """No such template."""


@dataclass(kw_only=True, eq=False)
class Template:
    """Terms and lots kept to begin tenders with (modèle); its organisation's alone, or the operator's for all."""

    id: UUID
    organisation: str
    name: Text
    terms: Terms
    lots: tuple[LotNotice, ...]
    made_at: datetime
    revision: int = 1

    @classmethod
    def of(
        cls, template_id: UUID, name: Text, terms: Terms, lots: tuple[LotNotice, ...], *, by: Buyer, now: datetime
    ) -> Self:
        """Keep terms and lots under a name; refuses what could not be drafted."""
        by.must_be(terms.buyer)
        advertised(lots)
        general = terms.model_copy(update=_OF_ONE_PURCHASE)
        return cls(id=template_id, organisation=str(by.organisation), name=name, terms=general, lots=lots, made_at=now)

    def tender(self, tender_id: UUID, changes: Mapping[str, Any], *, by: Buyer, now: datetime) -> Tender:
        """A draft that begins with what is kept, but for the `changes`; its buyer is who asks for it."""
        self.must_be_shown_to(by)
        given = {"buyer": by.organisation if by.organisation != ANY else self.terms.buyer, **changes}
        lots = given.pop("lots", self.lots)
        return Tender.draft(tender_id, self.terms.model_copy(update=given), lots, by=by, now=now)

    def must_be_shown_to(self, by: Buyer) -> None:
        """Refuse others; to them it does not exist."""
        if by.organisation is None:
            raise NotTheBuyer
        if self.organisation not in (by.organisation, ANY) and by.organisation != ANY:
            raise TemplateNotFound
