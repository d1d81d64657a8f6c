"""Tenders as the system in which a buyer prepares them knows them: under an external id."""

from chassis.errors import Forbidden
from contracts.vocabulary import Siret, Text

TenderName = tuple[Siret, Text]
"""A buyer, and the external id under which its own system has a tender."""


class RecordedThroughPortal(Forbidden):
    """A portal drafts tenders one by one: only then it is given the owner token of each."""
