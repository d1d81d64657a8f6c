"""Suppliers: the directory and their profiles for everybody; needs, shortlists and requests for buyers."""

from gateway.web.sourcing import directory, supplier
from gateway.web.visit import Place

PLACES = (
    Place("/suppliers", directory.show),
    Place("/suppliers/{id}", supplier.show),
)
