"""The API process of the tenders service."""

from fastapi import FastAPI

from chassis import service
from chassis.settings import ServiceSettings
from chassis.storage import storage_at
from contracts import procedures
from services import tenders as package
from services.tenders.api import bids, contracts, lots, openings, ownerships, records, sealed_pieces, tenders
from services.tenders.application.receipts import signing_key


def create_app() -> FastAPI:
    """The application, as its environment configures it."""
    routers = (
        tenders.router,
        lots.router,
        bids.router,
        sealed_pieces.router,
        openings.router,
        contracts.router,
        records.router,
        ownerships.router,
    )
    topics = {"procedures": procedures.TOPIC}
    settings = ServiceSettings()
    app = service.create("tenders", settings, routers, topics, description=package.__doc__ or "")
    app.state.storage = storage_at(settings.storage_url) if settings.storage_url else None
    app.state.receipt_key = signing_key(settings.platform_secret.get_secret_value())
    return app
