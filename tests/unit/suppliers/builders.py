"""Suppliers as the tests speak of them."""

from typing import Any

from contracts.suppliers import SupplierState
from contracts.vocabulary import Identifier, Place

SIRET = "79878508500035"
IDENTIFIER = Identifier(id=SIRET)
RENNES = Place(commune="35238", department="35")


def a_state(**fields: Any) -> SupplierState:
    return SupplierState(**{"identifier": IDENTIFIER, "name": "Le Forum du livre", **fields})
