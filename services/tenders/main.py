"""The API process of the tenders service."""

from fastapi import FastAPI

from chassis import service
from chassis.feed import Restricted
from chassis.scanning import scanner_at
from chassis.settings import ServiceSettings
from chassis.storage import storage_at
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
from services.tenders.application.depositing import Depot
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
    app.state.depot = _depot(settings)
    app.state.parsed_tenders = ParsedTenders()
    app.state.receipt_keys = _receipt_keys(settings)
    return app


def _receipt_keys(settings: ServiceSettings) -> ReceiptKeys:
    journal = settings.journal_key.get_secret_value() if settings.journal_key else None
    return ReceiptKeys.of(settings.platform_secret.get_secret_value(), journal, settings.journal_retired_keys)


def _depot(settings: ServiceSettings) -> Depot | None:
    """Where documents and sealed pieces go, where the environment says so."""
    if settings.storage_url is None:
        return None
    return Depot(storage_at(settings.storage_url), scanner_at(settings.clamd_url))
