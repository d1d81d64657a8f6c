"""The catalogue as the observatory shows it."""

from pydantic import BaseModel

from contracts.indicators import Indicator, Words


class CatalogueResource(BaseModel):
    """Every indicator with its definition; `conventions` hold for all of them."""

    conventions: list[Words]
    items: list[Indicator]
