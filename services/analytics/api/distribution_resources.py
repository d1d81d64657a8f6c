"""How contracts spread, as documents."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from pydantic import BaseModel, Field

from services.analytics.persistence.exploring.distributions import AMOUNTS, DISTANCES, MOST_BIDS, Band, Concentration


class BandResource(BaseModel):
    """Contracts from one number on and below another; there is no `below` in the last band."""

    at_least: int
    below: int | None
    contracts: int
    value: str = Field(description="EUR excluding VAT, of those whose value is known and trusted")


class PointResource(BaseModel):
    """A point of the Lorenz curve: the so many companies that hold least, in percent, hold so much of the value."""

    companies: str
    value: str


class TopResource(BaseModel):
    """What the largest companies hold, in percent of the value."""

    companies: int
    share: str


class ConcentrationResource(BaseModel):
    """How unevenly the value of contracts lies with the companies that hold them."""

    companies: int
    value: str = Field(description="EUR excluding VAT")
    gini: str = Field(description="0 where all hold the same, near 1 where one holds everything")
    top: list[TopResource]
    curve: list[PointResource]

    @classmethod
    def of(cls, found: Concentration, steps: Sequence[Band]) -> "ConcentrationResource":
        """The document; the curve begins at nothing."""
        top = [
            TopResource(companies=many, share=_percent(value, found.value))
            for many, value in found.top.items()
            if many <= found.companies
        ]
        curve = list(_curve(found, steps))
        return cls(companies=found.companies, value=str(found.value), gini=f"{found.gini:.4f}", top=top, curve=curve)


class DistributionsResource(BaseModel):
    """How the contracts of a slice spread."""

    amounts: list[BandResource] = Field(description="by value, EUR excluding VAT")
    bids: list[BandResource] = Field(
        description=f"competitions by the bids they received; {MOST_BIDS} and more at last"
    )
    distances: list[BandResource] = Field(description="kilometres from the place of performance to the lead holder")
    concentration: ConcentrationResource | None
    positions: dict[str, int]

    @classmethod
    def of(
        cls,
        spreads: Mapping[str, Sequence[Band]],
        held: tuple[Concentration | None, Sequence[Band]],
        positions: dict[str, int],
    ) -> "DistributionsResource":
        """The document; bands without contracts are there too."""
        found, steps = held
        return cls(
            amounts=_bands(AMOUNTS, spreads["amounts"]),
            bids=_bands(range(1, MOST_BIDS + 1), spreads["bids"]),
            distances=_bands(DISTANCES, spreads["distances"]),
            concentration=ConcentrationResource.of(found, steps) if found else None,
            positions=positions,
        )


def _bands(starts: Sequence[int], found: Sequence[Band]) -> list[BandResource]:
    known = {band.start: band for band in found}
    return [
        BandResource(
            at_least=start,
            below=after,
            contracts=known[start].count if start in known else 0,
            value=str(known[start].value) if start in known else "0.00",
        )
        for start, after in pairwise((*starts, None))
        if start is not None
    ]


def _curve(found: Concentration, steps: Sequence[Band]) -> Iterator[PointResource]:
    companies, value = 0, Decimal(0)
    yield PointResource(companies="0.00", value="0.00")
    for step in steps:
        companies, value = companies + step.count, value + step.value
        yield PointResource(companies=_percent(companies, found.companies), value=_percent(value, found.value))


def _percent(part: Decimal | int, whole: Decimal | int) -> str:
    return f"{100 * Decimal(part) / Decimal(whole):.2f}"
