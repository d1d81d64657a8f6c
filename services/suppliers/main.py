"""The API process of the suppliers service."""

from fastapi import FastAPI

from chassis import service
from chassis.settings import ServiceSettings
from contracts import sourcing
from contracts import suppliers as facts
from services import suppliers as package
from services.suppliers.api import records, suppliers


def create_app(settings: ServiceSettings | None = None) -> FastAPI:
    """The application, configured by its environment unless it is given settings."""
    routers = (suppliers.router, records.router)
    topics = {"suppliers": facts.TOPIC, "sourcing": sourcing.TOPIC}
    return service.create(
        "suppliers", settings or ServiceSettings(), routers, topics, description=package.__doc__ or ""
    )
