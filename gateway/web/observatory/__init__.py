"""The observatory: what was promised and what is, down to the contracts behind each figure."""

from gateway.web.observatory import (
    area,
    buyer,
    company,
    comparison,
    contract,
    department,
    distributions,
    explorer,
    holders_map,
    home,
    indicator,
    quality,
    red_flags,
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
    Place("/observatory/distributions", distributions.show),
    Place("/areas", area.every),
    Place("/areas/{code}", area.show),
    Place("/departments", department.every),
    Place("/departments/{code}", department.show),
    Place("/red-flags", red_flags.show),
    Place("/embedded/indicators/{id}", indicator.embedded),
)
