"""Suppliers: the directory and their profiles for everybody; needs, shortlists and requests for buyers."""

from gateway.web.sourcing import (
    directory,
    drafting,
    invitation,
    match,
    need,
    plan,
    potential,
    profile,
    request,
    supplier,
)
from gateway.web.visit import Place

PLACES = (
    Place("/suppliers", directory.show),
    Place("/suppliers/{id}", supplier.show),
    Place("/suppliers/{id}/edit", profile.show, profile.keep),
    Place("/sourcing", need.show, need.ask),
    Place("/matches/{id}", match.show),
    Place("/supply-potential", potential.show),
    Place("/supply-potential/plans", plan.show, plan.sound, takes=plan.MOST_BYTES, streams=True),
    Place("/sourcing-requests/new", drafting.show, drafting.draft),
    Place("/sourcing-requests/{id}", request.show, request.do),
    Place("/sourcing-requests/{id}/invitation", invitation.show, invitation.answer),
)
