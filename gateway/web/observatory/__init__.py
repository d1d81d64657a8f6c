"""The observatory: what was promised and what is, down to the contracts behind each figure."""

from gateway.web.observatory import (
    buyer,
    company,
    comparison,
    contract,
    explorer,
    holders_map,
    home,
    indicator,
    quality,
)
from gateway.web.visit import Place

PLACES = (
    Place("/observatory", home.show),
    Place("/indicators/{id}", indicator.show),
    Place("/observatory/contracts", explorer.show),
    Place("/observatory/contracts/{id}", contract.show),
    Place("/observatory/suppliers/{company}", company.show),
    Place("/observatory/buyers/{siret}", buyer.show),
    Place("/observatory/comparisons", comparison.show),
    Place("/observatory/map", holders_map.show),
    Place("/observatory/quality", quality.show),
)
