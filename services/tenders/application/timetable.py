"""What time alone makes of this service's aggregates."""

from chassis.due import Due
from chassis.mail import Mail
from services.tenders.application.awarding import confirm_awards
from services.tenders.application.closing import close_tenders
from services.tenders.application.notifying import sending
from services.tenders.application.performing import end_contracts
from services.tenders.persistence.tables import award, contract, notification, tender

DUES = (
    Due("tender", tender, close_tenders),
    Due("award", award, confirm_awards),
    Due("contract", contract, end_contracts),
)
"""Each kind of aggregate that time moves, and the use case that lets it."""


def letters(mail: Mail) -> Due:
    """Letters move too, where there is mail."""
    return Due("notification", notification, sending(mail))
