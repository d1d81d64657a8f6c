"""The API process of the tenders service."""

from fastapi import FastAPI

from chassis import service
from chassis.scanning import scanner_at
from chassis.settings import ServiceSettings
from chassis.storage import storage_at
from contracts import procedures
from services import tenders as package
from services.tenders.api import contracts, documents, lots, records, tenders, withdrawals
from services.tenders.application.depositing import Depot


def create_app() -> FastAPI:
    """The application, as its environment configures it."""
    routers = (tenders.router, documents.router, withdrawals.router, lots.router, contracts.router, records.router)
    topics = {"procedures": procedures.TOPIC}
    settings = ServiceSettings()
    app = service.create("tenders", settings, routers, topics, description=package.__doc__ or "")
    app.state.depot = _depot(settings)
    return app


def _depot(settings: ServiceSettings) -> Depot | None:
    """Where documents go, where the environment says so."""
    if settings.storage_url is None:
        return None
    return Depot(storage_at(settings.storage_url), scanner_at(settings.clamd_url))
