"""Every table of the service, one file a noun, and the domain's classes mapped to them."""

from services.suppliers.persistence.tables.alert import hit, saved_search, tender_notice
from services.suppliers.persistence.tables.award import award
from services.suppliers.persistence.tables.base import projection, state
from services.suppliers.persistence.tables.certificate import certificate
from services.suppliers.persistence.tables.claim import claim
from services.suppliers.persistence.tables.panel import caution, favourite, note, panel, panel_member
from services.suppliers.persistence.tables.partnering import partnering
from services.suppliers.persistence.tables.renewal import running
from services.suppliers.persistence.tables.request import contact, mailbox, notification, sourcing_request
from services.suppliers.persistence.tables.shortlist import quota, shortlist
from services.suppliers.persistence.tables.supplier import supplier
from services.suppliers.persistence.tables.supplier_question import supplier_question

__all__ = [
    "award",
    "caution",
    "certificate",
    "claim",
    "contact",
    "favourite",
    "hit",
    "mailbox",
    "note",
    "notification",
    "panel",
    "panel_member",
    "partnering",
    "projection",
    "quota",
    "running",
    "saved_search",
    "shortlist",
    "sourcing_request",
    "state",
    "supplier",
    "supplier_question",
    "tender_notice",
]
