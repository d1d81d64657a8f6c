"""What was told so far: each fact in its envelope, with its entity's version, recorded after those of its key."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from contracts.envelope import Envelope
from contracts.fact import Fact
from contracts.vocabulary import Money, euros

PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = date(2019, 1, 1), date(2026, 2, 20)
BEGINNING = datetime(2022, 1, 3, 8, tzinfo=UTC)
One = TypeVar("One")


class Chronicle:
    """Facts in the order in which they were told, and the chance by which they came about."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.facts: list[Envelope] = []
        self._versions: Counter[UUID] = Counter()
        self._recorded: dict[UUID, datetime] = {}

    def identity(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def one(self, choices: Sequence[One]) -> One:
        return self.random.choice(choices)

    def chance(self, probability: float) -> bool:
        return self.random.random() < probability

    def maybe(self, value: One, probability: float = 0.75) -> One | None:
        """The value, or nothing: most fields are empty somewhere."""
        return value if self.chance(probability) else None

    def day(self, first: date = FIRST, last: date = LAST) -> date:
        return first + timedelta(days=self.random.randint(0, max((last - first).days, 0)))

    def money(self, low: float = 2.7, high: float = 5.6) -> Money:
        """Log-uniform, to the cent."""
        return euros(Decimal(round(10 ** self.random.uniform(low, high) * 100)) / 100)

    def instant(self, day: date) -> datetime:
        """A moment of a day in Paris, often one that is another day elsewhere."""
        hour = self.one((0, 0, 9, 11, 14, 17, 23))
        return datetime.combine(day, time(hour, self.random.randint(0, 59)), PARIS)

    def tell(self, fact: Fact, subject: UUID, key: UUID, at: datetime | None = None, late: int | None = None) -> None:
        """Record that `fact` came about at `at`, `late` days after it (at once where None)."""
        said = at or BEGINNING + timedelta(days=self.random.randint(0, 900))
        recorded = said + timedelta(days=late or 0, seconds=self.random.randint(0, 90))
        recorded = max(recorded, self._recorded.get(key, BEGINNING) + timedelta(seconds=1))
        self._recorded[key] = recorded
        self._versions[subject] += 1
        self.facts.append(self._envelope(fact, subject, key, at or recorded, recorded))

    def version(self, subject: UUID) -> int:
        return self._versions[subject]

    def _envelope(self, fact: Fact, subject: UUID, key: UUID, at: datetime, recorded: datetime) -> Envelope:
        data: dict[str, Any] = fact.model_dump(mode="json")
        return Envelope(
            id=self.identity(),
            source="/services/elsewhere",
            type=fact.wire_type(),
            subject=str(subject),
            time=at.astimezone(UTC),
            dataschema=fact.schema_url(),
            partitionkey=str(key),
            sequence=f"{self._versions[subject]:012}",
            recordedtime=recorded.astimezone(UTC),
            data=data,
        )


def start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, PARIS)
