"""The API process of the observatory."""

from fastapi import FastAPI

from chassis import service
from chassis.feed import Restricted
from chassis.settings import ServiceSettings
from contracts import flags, observatory
from services import analytics as package
from services.analytics.api import comparisons, explorer, exports, indicators, quality, reports, targets
from services.analytics.application.answers import Answers
from services.analytics.persistence.columns.store import Columns

ROUTES = (comparisons, explorer, exports, indicators, quality, reports, targets)


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
    )
    app.state.answers = Answers()
    return app
