"""The observatory: what was promised and what is, down to the contracts behind each figure."""

from gateway.web.observatory import home, indicator
from gateway.web.visit import Place

PLACES = (
    Place("/observatory", home.show),
    Place("/indicators/{id}", indicator.show),
)
