"""The API process of the observatory."""

from fastapi import FastAPI

from chassis import service
from chassis.feed import Restricted
from chassis.settings import ServiceSettings
from contracts import flags, observatory, procedures, suppliers
from services import analytics as package
from services.analytics.api import (
    alerts,
    comparisons,
    dimensions,
    distributions,
    explorer,
    exports,
    indicators,
    quality,
    red_flags,
    reports,
    targets,
    trajectories,
    what_if,
)
from services.analytics.application.answers import Answers
from services.analytics.persistence.columns.store import Columns

ROUTES = (
    comparisons,
    dimensions,
    distributions,
    explorer,
    exports,
    indicators,
    trajectories,
    quality,
    reports,
    targets,
    what_if,
    alerts,
    red_flags,
)


def create_app() -> FastAPI:
    """The application, as its environment configures it."""
    app = service.create(
        "analytics",
        ServiceSettings(),
        [routes.router for routes in ROUTES],
        {"observatory": observatory.TOPIC},
        package.__doc__ or "",
        {"flags": Restricted(flags.TOPIC, flags.SCOPE)},
        companions={"columns": Columns},
        follows=(procedures.TOPIC, suppliers.TOPIC),
    )
    app.state.answers = Answers()
    return app
