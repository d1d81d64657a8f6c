"""Tenders as the system in which a buyer prepares them knows them: under an external id."""

from uuid import NAMESPACE_URL, UUID, uuid5

from chassis.errors import Forbidden
from contracts.vocabulary import Siret, Text

TENDERS = uuid5(NAMESPACE_URL, "https://prenan.bzh/tenders")


class RecordedThroughPortal(Forbidden):
    """A portal drafts tenders one by one: only then it is given the owner token of each."""


def tender_id(buyer: Siret, external_id: Text) -> UUID:
    """The one identity of what a buyer knows under an external id, however often it is recorded."""
    return uuid5(TENDERS, f"{buyer}/{external_id}")
