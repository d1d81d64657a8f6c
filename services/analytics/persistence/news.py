"""What the facts of a batch told, until the batch is settled."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from contracts.envelope import Envelope
from services.analytics.domain.telling.row import Row, Told


class News:
    """Rows by their table, and when the newest fact of each topic was recorded."""

    def __init__(self) -> None:
        self.rows: dict[str, list[Row]] = defaultdict(list)
        self.heard: dict[str, datetime] = {}

    def take(self, topic: str, envelope: Envelope, told: Iterable[Told]) -> None:
        """Take in what a fact told."""
        self.heard[topic] = max(envelope.recordedtime, self.heard.get(topic, envelope.recordedtime))
        for table, row in told:
            self.rows[table].append(row)
