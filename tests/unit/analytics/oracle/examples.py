"""Small worlds whose figures a reader works out in the head."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from contracts.envelope import Envelope
from contracts.fact import Fact
from contracts.offer_form import OfferMember
from contracts.procedures import LotNotice, OpenedBid, TenderPublished
from contracts.vocabulary import Identifier, Role, euros
from tests.component.analytics.naive import Figure, Naive, Question
from tests.component.analytics.telling import REGION

TODAY = date(2026, 3, 2)
TENDER = UUID(int=7)
PUBLISHED = datetime(2025, 1, 10, 9, tzinfo=UTC)


def figures(indicator: str, *facts: Envelope, trusted: bool = False, **asked: Any) -> Mapping[str, Figure]:
    return Naive(facts, TODAY).answer(indicator, Question(**asked), trusted=trusted)


def counts(indicator: str, *facts: Envelope, **asked: Any) -> tuple[Any, Any]:
    figure = figures(indicator, *facts, **asked)[""]
    return figure.numerator, figure.denominator


class Procedure:
    """A tender, told fact by fact, each of its subjects in its own versions."""

    def __init__(self) -> None:
        self.facts: list[Envelope] = []
        self._versions: dict[UUID, int] = {}

    def tell(self, fact: Fact, days: float = 0, subject: UUID = TENDER, recorded: float | None = None) -> None:
        """So many days after the publication, recorded then or later."""
        at = PUBLISHED + timedelta(days=days)
        seen = PUBLISHED + timedelta(days=days if recorded is None else recorded)
        version = self._versions[subject] = self._versions.get(subject, 0) + 1
        self.facts.append(
            Envelope(
                id=uuid5(subject, str(version)), source="/services/tenders", type=fact.wire_type(), time=at,
                subject=str(subject), dataschema=fact.schema_url(), partitionkey=str(TENDER),
                sequence=f"{version:012}", recordedtime=seen, data=fact.model_dump(mode="json"),
            )
        )  # fmt: skip

    def publish(self, lots: int = 1, **told: Any) -> None:
        """An open call, thirty days long."""
        notices = tuple(LotNotice(number=number, title="Lodenn") for number in range(1, lots + 1))
        said = {
            "buyer": REGION, "department": "schools", "area": "supplies", "procedure": "open", "nature": "goods",
            "technique": "simple", "cpv": "30192000", "places": (), "estimated_value": euros(100_000), "title": "Paper",
            "published_at": PUBLISHED, "deadline": PUBLISHED + timedelta(days=30), "lots": notices,
        }  # fmt: skip
        self.tell(TenderPublished(**{**said, **told}, tender_id=TENDER))


def after(days: float) -> datetime:
    return PUBLISHED + timedelta(days=days)


def a_bid(number: int, *sirets: str, lots: tuple[int, ...] = (1,), size: Any = None) -> OpenedBid:
    """A bid of these companies, the first of which leads; of nobody where it cannot be read."""
    members = tuple(
        OfferMember(identifier=Identifier(id=one), name="Ti", size=size, role=Role.MEMBER if position else Role.LEAD)
        for position, one in enumerate(sirets)
    )
    bid = UUID(int=100 + number)
    return OpenedBid(bid_id=bid, received_at=after(29), lots=lots, members=members, readable=bool(sirets))
