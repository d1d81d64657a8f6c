"""The API process of the tenders service."""

from fastapi import FastAPI

from chassis import service
from chassis.depot import depot_at
from chassis.feed import Restricted
from chassis.settings import ServiceSettings
from contracts import offers, procedures, suppliers
from services import tenders as package
from services.tenders.api import (
    advice,
    amendments,
    awards,
    bids,
    call_offs,
    contracts,
    decp,
    documents,
    evaluations,
    execution,
    inquiries,
    judgements,
    lots,
    ocds,
    openings,
    ownerships,
    payments,
    performance,
    plan_entries,
    plan_followers,
    plan_records,
    questions,
    records,
    reviews,
    sealed_pieces,
    templates,
    tender_records,
    tenders,
    withdrawals,
)
from services.tenders.application.receipts import ReceiptKeys
from services.tenders.persistence.intake import ParsedTenders

ROUTES = (
    bids,
    sealed_pieces,
    advice,
    plan_entries,
    plan_followers,
    plan_records,
    templates,
    tenders,
    reviews,
    documents,
    withdrawals,
    amendments,
    questions,
    lots,
    openings,
    judgements,
    inquiries,
    evaluations,
    awards,
    contracts,
    performance,
    call_offs,
    execution,
    payments,
    records,
    tender_records,
    ownerships,
    ocds,
    decp,
)
"""Those that many come to at once are at the head: a request is held against each route in turn."""


def create_app() -> FastAPI:
    """The application, as its environment configures it."""
    topics = {"procedures": procedures.TOPIC}
    restricted = {"offers": Restricted(offers.TOPIC, offers.SCOPE)}
    settings = ServiceSettings()
    routers = [routes.router for routes in ROUTES]
    app = service.create(
        "tenders", settings, routers, topics, package.__doc__ or "", restricted, follows=(suppliers.TOPIC,)
    )
    app.state.depot = depot_at(settings)
    app.state.parsed_tenders = ParsedTenders()
    app.state.receipt_keys = _receipt_keys(settings)
    return app


def _receipt_keys(settings: ServiceSettings) -> ReceiptKeys:
    journal = settings.journal_key.get_secret_value() if settings.journal_key else None
    return ReceiptKeys.of(settings.platform_secret.get_secret_value(), journal, settings.journal_retired_keys)
