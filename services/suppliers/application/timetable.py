"""What time alone makes of this service's aggregates."""

from chassis.due import Due
from chassis.tokens import Mint
from services.suppliers.application.alerting import digesting
from services.suppliers.application.certifying import expire_certificates
from services.suppliers.application.requesting import mailing
from services.suppliers.application.standing import end_suspensions
from services.suppliers.persistence.tables import certificate, saved_search, sourcing_request, supplier

DUES = (Due("supplier", supplier, end_suspensions), Due("certificate", certificate, expire_certificates))
"""Each kind of aggregate that time moves, and the use case that lets it."""


def digests(mint: Mint) -> Due:
    """Saved searches write of what they found, once a day; `mint` makes the tokens of their links."""
    return Due("saved_search", saved_search, digesting(mint))


def mailings(mint: Mint) -> Due:
    """Sourcing requests write to suppliers by and by; `mint` makes the tokens of their links."""
    return Due("sourcing_request", sourcing_request, mailing(mint))
