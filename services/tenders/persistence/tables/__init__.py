"""The tables of the service, one file a noun, and the domain's classes mapped to them."""

from services.tenders.persistence.tables.act_record import act_record
from services.tenders.persistence.tables.award import award, rejection_letter
from services.tenders.persistence.tables.base import mapped, projection, state
from services.tenders.persistence.tables.bid import bid, sealed_piece
from services.tenders.persistence.tables.bid_judgement import bid_judgement, inquiry
from services.tenders.persistence.tables.contract import contract
from services.tenders.persistence.tables.dossier import dossier
from services.tenders.persistence.tables.evaluation import evaluation, score
from services.tenders.persistence.tables.execution_act import execution_act
from services.tenders.persistence.tables.known_supplier import known_supplier
from services.tenders.persistence.tables.notification import notification
from services.tenders.persistence.tables.opening import opening
from services.tenders.persistence.tables.ownership import ownership
from services.tenders.persistence.tables.plan_entry import plan_entry
from services.tenders.persistence.tables.plan_follower import plan_follower
from services.tenders.persistence.tables.question import question
from services.tenders.persistence.tables.review import review
from services.tenders.persistence.tables.template import template
from services.tenders.persistence.tables.tender import tender
from services.tenders.persistence.tables.tender_name import tender_name
from services.tenders.persistence.tables.withdrawal import withdrawal

__all__ = [
    "act_record",
    "award",
    "bid",
    "bid_judgement",
    "contract",
    "dossier",
    "evaluation",
    "execution_act",
    "inquiry",
    "known_supplier",
    "mapped",
    "notification",
    "opening",
    "ownership",
    "plan_entry",
    "plan_follower",
    "projection",
    "question",
    "rejection_letter",
    "review",
    "score",
    "sealed_piece",
    "state",
    "template",
    "tender",
    "tender_name",
    "withdrawal",
]
