"""The API process of the suppliers service."""

from fastapi import FastAPI

from chassis import service
from chassis.depot import depot_at
from chassis.feed import Restricted
from chassis.settings import ServiceSettings
from contracts import procedures, sourcing
from contracts import suppliers as facts
from services import suppliers as package
from services.suppliers.api import (
    annotations,
    attachments,
    certificates,
    claims,
    invitations,
    matches,
    panels,
    partners,
    potential,
    profiles,
    records,
    renewals,
    requests,
    searches,
    searching,
    standing,
    supplier_questions,
    suppliers,
)
from services.suppliers.persistence.index_follower import IndexFollower

ROUTES = (
    searching,
    matches,
    requests,
    invitations,
    attachments,
    supplier_questions,
    panels,
    potential,
    renewals,
    searches,
    partners,
    annotations,
    claims,
    certificates,
    profiles,
    standing,
    suppliers,
    records,
)


def create_app(settings: ServiceSettings | None = None) -> FastAPI:
    """The application, configured by its environment unless it is given settings."""
    routers = tuple(routes.router for routes in ROUTES)
    topics = {"suppliers": facts.TOPIC}
    restricted = {"sourcing": Restricted(sourcing.TOPIC, sourcing.SCOPE)}
    chosen = settings or ServiceSettings()
    cluster = chosen.index_url.get_secret_value() if chosen.index_url else None
    companions = {"sourcing": lambda database: IndexFollower(database, chosen.index_folder, cluster)}
    app = service.create(
        "suppliers",
        chosen,
        routers,
        topics,
        package.__doc__ or "",
        restricted,
        companions,
        follows=(procedures.TOPIC,),
    )
    app.state.depot = depot_at(chosen)
    return app
