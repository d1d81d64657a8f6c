"""Until when the public has to be told of a contract: CCP R2183-1, R2196-1."""

from calendar import monthrange
from datetime import date
from decimal import Decimal

from contracts.calendar import earliest_deadline
from contracts.reference import legal
from contracts.vocabulary import Nature

_YEAR = 12


def award_notice_due(value: Decimal, nature: Nature, *, signed: date, launched: date) -> date | None:
    """The last day to send the award notice to the EU journal, 30 days after signature (avis d'attribution): R2183-1.

    None where the value, in euros excluding VAT, is under the EU threshold of the day of launch.
    """
    if value < legal.formalised_threshold(nature, on=launched).value:
        return None
    return earliest_deadline(signed, legal.figure("notice.award", on=launched).days)


def essential_data_due(value: Decimal, *, happened: date) -> date | None:
    """The last day to publish essential data, 2 months after notification or modification (DECP): R2196-1.

    None where the value, in euros excluding VAT, is under the figure of that day.
    """
    if value < legal.figure("essential-data.value", on=happened).value:
        return None
    return months_after(happened, int(legal.figure("essential-data.delay", on=happened).value))


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last day where it has no such day (reg. 1182/71 art. 3 §2 c)."""
    years, month = divmod(day.month - 1 + months, _YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last day where it has no such day."""
    return months_after(day, -months)
