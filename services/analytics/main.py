"""The API process of the observatory."""

from fastapi import FastAPI

from chassis import service
from chassis.feed import Restricted
from chassis.settings import ServiceSettings
from contracts import flags, observatory
from services import analytics as package
from services.analytics.api import explorer, exports, indicators, quality, reports, targets
from services.analytics.persistence.columns.store import Columns

ROUTES = (explorer, exports, indicators, quality, reports, targets)


def create_app() -> FastAPI:
    """The application, as its environment configures it."""
    routers = [routes.router for routes in ROUTES]
    topics = {"observatory": observatory.TOPIC}
    restricted = {"flags": Restricted(flags.TOPIC, flags.SCOPE)}
    return service.create(
        "analytics",
        ServiceSettings(),
        routers,
        topics,
        package.__doc__ or "",
        restricted,
        companions={"columns": Columns},
    )
