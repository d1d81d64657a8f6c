"""The API process of the observatory."""

from fastapi import FastAPI

from chassis import service
from chassis.settings import ServiceSettings
from services import analytics as package
from services.analytics.api import dimensions, indicators
from services.analytics.application.answers import Answers
from services.analytics.persistence.columns.store import Columns


def create_app() -> FastAPI:
    """The application, as its environment configures it."""
    app = service.create(
        "analytics",
        ServiceSettings(),
        (indicators.router, dimensions.router),
        {},
        description=package.__doc__ or "",
        companions={"columns": Columns},
    )
    app.state.answers = Answers()
    return app
