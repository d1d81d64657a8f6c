"""The API process of the tenders service."""

from fastapi import FastAPI

from chassis import service
from chassis.settings import ServiceSettings
from contracts import procedures
from services import tenders as package
from services.tenders.api import contracts, lots, records, tenders


def create_app() -> FastAPI:
    """The application, as its environment configures it."""
    routers = (tenders.router, lots.router, contracts.router, records.router)
    topics = {"procedures": procedures.TOPIC}
    return service.create("tenders", ServiceSettings(), routers, topics, description=package.__doc__ or "")
