"""What time alone makes of this service's aggregates."""

from chassis.due import Due
from services.tenders.application.closing import close_tenders
from services.tenders.persistence.tables import tender

DUES = (Due("tender", tender, close_tenders),)
"""Each kind of aggregate that time moves, and the use case that lets it."""
