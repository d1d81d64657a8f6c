"""The API process of the tenders service."""

from fastapi import FastAPI

from chassis import service
from chassis.settings import ServiceSettings
from contracts import procedures
from services import tenders as package
from services.tenders.api import (
    call_offs,
    contracts,
    execution,
    lots,
    payments,
    performance,
    records,
    tenders,
)


def create_app() -> FastAPI:
    """The application, as its environment configures it."""
    routers = (
        tenders.router,
        lots.router,
        contracts.router,
        performance.router,
        call_offs.router,
        execution.router,
        payments.router,
        records.router,
    )
    topics = {"procedures": procedures.TOPIC}
    return service.create("tenders", ServiceSettings(), routers, topics, description=package.__doc__ or "")
