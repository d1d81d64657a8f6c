"""The API process of the observatory."""

from fastapi import FastAPI

from chassis import service
from chassis.settings import ServiceSettings
from services import analytics as package
from services.analytics.api import indicators


def create_app() -> FastAPI:
    """The application, as its environment configures it."""
    return service.create("analytics", ServiceSettings(), (indicators.router,), {}, description=package.__doc__ or "")
