"""By what the bids for a lot are measured, as its notice froze it."""

from collections.abc import Mapping
from decimal import Decimal

from contracts.reference.price_formulas import PriceFormula
from services.tenders.domain.lot import Lot
from services.tenders.domain.ranking import Yardstick
from services.tenders.domain.tender import Tender
from services.tenders.domain.tender_state import IllegalMove
from services.tenders.domain.tender_status import TenderStatus


def under_evaluation(tender: Tender, number: int) -> Lot:
    """The lot of this number; refuses one whose bids are not open, and one that is decided."""
    if tender.status not in (TenderStatus.OPENED, TenderStatus.EVALUATED):
        raise IllegalMove(status=tender.status.value, wanted=TenderStatus.EVALUATED.value)
    lot = tender.lot(number)
    lot.must_be_open()
    return lot


def yardsticks(
    lot: Lot, formulas: Mapping[str, PriceFormula], *, default: PriceFormula, maximum: int
) -> tuple[Yardstick, ...]:
    """The criteria of a lot; `default` and `maximum` hold where a criterion names no formula and no best mark."""
    return tuple(
        Yardstick(
            number, each, each.maximum or maximum, formulas[each.price_formula] if each.price_formula else default
        )
        for number, each in enumerate(lot.criteria, 1)
    )


def estimate(tender: Tender, lot: Lot) -> Decimal | None:
    """What the buyer thought the lot would cost, excluding VAT, where it said so."""
    value = lot.value or (tender.terms.estimated_value if len(tender.lots) == 1 else None)
    return value.amount if value else None
