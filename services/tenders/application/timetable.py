"""What time alone makes of this service's aggregates."""

from chassis.due import Due
from chassis.mail import Mail
from services.tenders.application.closing import close_tenders
from services.tenders.application.notifying import sending
from services.tenders.persistence.tables import notification, tender

DUES = (Due("tender", tender, close_tenders),)
"""Each kind of aggregate that time moves, and the use case that lets it."""


def letters(mail: Mail) -> Due:
    """Letters move too, where there is mail."""
    return Due("notification", notification, sending(mail))
