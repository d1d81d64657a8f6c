"""What the observatory was told, as it was told: rows that are only ever added, from which every figure follows.

Whatever the order in which facts came, the set of rows is the same, and figures are functions of that set.
"""

from sqlalchemy import Table

from services.analytics.persistence.told.act import act_version
from services.analytics.persistence.told.base import batch, heard, told
from services.analytics.persistence.told.bid import bid_member, bid_ruling, offer, opened_bid
from services.analytics.persistence.told.contract import contract_version, holder_version
from services.analytics.persistence.told.flag import flag_version
from services.analytics.persistence.told.lot import lot_event, lot_notice
from services.analytics.persistence.told.plan import plan_version
from services.analytics.persistence.told.sourcing import sourcing_event
from services.analytics.persistence.told.supplier import supplier_version
from services.analytics.persistence.told.tender import question, tender_version, withdrawal

TOLD: tuple[Table, ...] = (
    contract_version,
    holder_version,
    supplier_version,
    tender_version,
    lot_notice,
    lot_event,
    opened_bid,
    bid_member,
    bid_ruling,
    offer,
    withdrawal,
    question,
    plan_version,
    act_version,
    sourcing_event,
    flag_version,
)
"""The tables of what was told, which the columnar copy follows."""

__all__ = [
    "TOLD",
    "act_version",
    "batch",
    "bid_member",
    "bid_ruling",
    "contract_version",
    "flag_version",
    "heard",
    "holder_version",
    "lot_event",
    "lot_notice",
    "offer",
    "opened_bid",
    "plan_version",
    "question",
    "sourcing_event",
    "supplier_version",
    "tender_version",
    "told",
    "withdrawal",
]
