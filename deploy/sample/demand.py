"""What the sample region buys: purchase areas with the market they meet, and the kinds of purchase in each."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from contracts.reference.document import Document, Record, read
from contracts.reference.purchasing import nature_of
from contracts.vocabulary import Code, Cpv, Nature, Procedure, SizeClass, Technique, Text


class Purchase(Record):
    """A kind of purchase: `value` is its median in EUR excluding VAT, `{site}` and `{place}` stand in its title."""

    cpv: Cpv
    title: Text
    departments: tuple[Code, ...]
    value: int
    months: int
    technique: Technique = Technique.SIMPLE
    procedure: Procedure | None = None

    @property
    def nature(self) -> Nature:
        """The nature that its CPV implies."""
        return nature_of(self.cpv) or Nature.SERVICES


class AreaDemand(Record):
    """A purchase area: contracts a year, and the companies that could bid for them."""

    contracts: int
    companies: int
    newcomers: int
    regional: Decimal
    rivals: Decimal
    sizes: dict[SizeClass, int]
    trades: tuple[Text, ...]
    purchases: tuple[Purchase, ...]


class DemandDocument(Document):
    """The whole demand by purchase area."""

    areas: dict[Code, AreaDemand]


@cache
def demand() -> Mapping[str, AreaDemand]:
    """The demand by purchase area."""
    return read("purchases.yaml", DemandDocument, "deploy.sample").areas
