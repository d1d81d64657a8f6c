"""The API process of the observatory."""

from fastapi import FastAPI

from chassis import service
from chassis.feed import Restricted
from chassis.settings import ServiceSettings
from contracts import flags, observatory
from services import analytics as package
from services.analytics.api import alerts, indicators, red_flags, targets, trajectories, what_if
from services.analytics.application.answers import Answers
from services.analytics.persistence.columns.store import Columns

ROUTES = (indicators, trajectories, targets, what_if, alerts, red_flags)


def create_app() -> FastAPI:
    """The application, as its environment configures it."""
    routers = [routes.router for routes in ROUTES]
    topics = {"observatory": observatory.TOPIC}
    restricted = {"flags": Restricted(flags.TOPIC, flags.SCOPE)}
    app = service.create(
        "analytics",
        ServiceSettings(),
        routers,
        topics,
        description=package.__doc__ or "",
        restricted=restricted,
        companions={"columns": Columns},
    )
    app.state.answers = Answers()
    return app
