"""Figures beside each other, as documents."""

from collections.abc import Mapping
from decimal import Decimal

from pydantic import BaseModel, Field

from contracts.indicators import Words
from services.analytics.application.answering import Reading
from services.analytics.application.comparing import Compared
from services.analytics.domain.figure import Figure, Status
from services.analytics.domain.stratum import Association, Side, Stratum


class ComparedFigure(BaseModel):
    """The figure of one of the things compared; decimals as strings."""

    of: str
    value: str | None
    numerator: str | None
    denominator: str | None
    coverage: str | None
    status: Status

    @classmethod
    def reading(cls, of: str, reading: Reading | None) -> "ComparedFigure":
        """The document of a reading; nothing is counted where there is none."""
        if reading is None:
            return cls(of=of, value=None, numerator=None, denominator=None, coverage=None, status=Status.NO_DATA)
        return cls.figure(of, reading.figure)

    @classmethod
    def figure(cls, of: str, figure: Figure) -> "ComparedFigure":
        """The document of a figure."""
        return cls(
            of=of,
            value=decimal(figure.value),
            numerator=decimal(figure.tally.numerator),
            denominator=decimal(figure.tally.denominator),
            coverage=decimal(figure.coverage),
            status=figure.status,
        )


class PeersResource(BaseModel):
    """Where the buyer's value stands among those of its peers: their quartiles (Hyndman-Fan type 8)."""

    peers: int = Field(description="peers that have a usable value")
    lower_quartile: str | None
    median: str | None
    upper_quartile: str | None
    below: int | None = Field(description="peers whose value is lower")


class ComparedIndicator(BaseModel):
    """One indicator over everything that is compared, in the order asked for."""

    indicator: str
    name: Words
    unit: str
    direction: str
    definition_version: int
    figures: list[ComparedFigure]
    peers: PeersResource | None

    @classmethod
    def of(cls, compared: Compared) -> "ComparedIndicator":
        """The document of a comparison."""
        indicator, definition = compared.chosen.indicator, compared.chosen.definition
        return cls(
            indicator=indicator.id,
            name=indicator.name,
            unit=definition.unit,
            direction=indicator.direction,
            definition_version=definition.version,
            figures=[ComparedFigure.reading(of, reading) for of, reading in compared.readings.items()],
            peers=_peers(compared),
        )


class ComparisonResource(BaseModel):
    """Figures beside each other, all at one position."""

    by: str
    between: list[str]
    peers: list[str] | None = Field(description="SIRETs of the buyers that the peers' quartiles are of")
    items: list[ComparedIndicator]
    positions: dict[str, int]


class SideResource(BaseModel):
    """Contracts of one side of which the figure is known, and what comes on one of them."""

    contracts: int
    mean: str | None

    @classmethod
    def of(cls, side: Side) -> "SideResource":
        """The document of a side."""
        return cls(contracts=side.contracts, mean=decimal(side.mean))


class StratumResource(BaseModel):
    """Contracts of one size and one CPV division; `is_small` where a side has under five."""

    band: str
    division: str | None
    with_clause: SideResource
    without_clause: SideResource
    is_small: bool

    @classmethod
    def of(cls, one: Stratum) -> "StratumResource":
        """The document of a stratum."""
        return cls(
            band=one.band,
            division=one.division,
            with_clause=SideResource.of(one.with_clause),
            without_clause=SideResource.of(one.without_clause),
            is_small=one.is_small,
        )


class AssociationResource(BaseModel):
    """What goes with a clause: as it is, and within strata of size and CPV division. It is no proof of a cause."""

    clause: str
    with_clause: SideResource
    without_clause: SideResource
    difference: str | None = Field(description="within strata, weighted n1 n0 / (n1 + n0)")
    compared: int = Field(description="contracts of the strata that have both sides")
    unknown: int = Field(description="contracts that do not tell whether they bear the clause")
    strata: list[StratumResource]

    @classmethod
    def of(cls, clause: str, found: Association, unknown: int) -> "AssociationResource":
        """The document of an association."""
        return cls(
            clause=clause,
            with_clause=SideResource.of(found.with_clause),
            without_clause=SideResource.of(found.without_clause),
            difference=decimal(found.difference),
            compared=found.compared,
            unknown=unknown,
            strata=[StratumResource.of(one) for one in found.strata],
        )


class ClausesResource(BaseModel):
    """Bids a competed lot, and the share of micro-enterprises in percent, with and without each clause."""

    bids: list[AssociationResource]
    tpe: list[AssociationResource]
    bands: dict[str, int] = Field(description="upper bound of each size of contract, EUR excluding VAT")
    positions: dict[str, int]


def associated(found: Mapping[str, tuple[Association, int]]) -> list[AssociationResource]:
    """The documents of all clauses."""
    return [AssociationResource.of(clause, one, unknown) for clause, (one, unknown) in found.items()]


def decimal(value: Decimal | None) -> str | None:
    """A number as a decimal string."""
    return None if value is None else f"{value:f}"


def _peers(compared: Compared) -> PeersResource | None:
    found = compared.peers
    if found is None:
        return None
    quartiles = (decimal(one) for one in (found.lower, found.median, found.upper))
    lower, median, upper = quartiles
    return PeersResource(
        peers=found.peers, lower_quartile=lower, median=median, upper_quartile=upper, below=found.below
    )
