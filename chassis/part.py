"""What the chassis has to know of a service to run, check and replay it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import MetaData

from chassis.auth import Principal, sign
from chassis.bus import EventSink, EventSource, FeedSink
from chassis.chore import Chore
from chassis.clock import Clock
from chassis.consumer import Consumer
from chassis.due import Due
from chassis.following import FeedSource
from chassis.journal_key import JournalKey, KnownKeys
from chassis.kafka import KafkaSink, KafkaSource
from chassis.persistence import Database, UnitOfWork
from chassis.reactions import Reactions
from chassis.scheduler import Scheduler
from chassis.settings import ServiceSettings


@dataclass(frozen=True)
class Followed:
    """A topic that a service consumes, and the feed that carries it where there is no broker.

    `scope` is what the feed asks of its readers, None where it is public.
    """

    topic: str
    feed_url: str
    scope: str | None = None


@dataclass(frozen=True)
class Part:
    """One service as its worker and its operator see it.

    `versions` are queries that give (subject, version) of every aggregate; `projection` holds the tables that consumed
    facts fill; `dues` are what time alone makes of its aggregates, `chores` what its workers repeat.
    """

    name: str
    settings: ServiceSettings
    begin: Callable[[Database], UnitOfWork]
    topics: Mapping[str, str]
    versions: tuple[str, ...] = ()
    follows: tuple[Followed, ...] = ()
    reactions: Reactions = field(default_factory=Reactions)
    projection: MetaData = field(default_factory=MetaData)
    dues: tuple[Due, ...] = ()
    chores: tuple[Chore, ...] = ()

    def database(self, search_path: str | None = None) -> Database:
        """The service's database, not yet open; `search_path` makes it work in another schema."""
        path = {"search_path": search_path} if search_path else {}
        clock = Clock.of(self.settings)
        return Database(self.settings.database_url, pool_size=self.settings.pool_size, clock=clock, **path)

    def sink(self) -> EventSink:
        """Where its relay sends facts."""
        if self.settings.bus == "kafka":
            return KafkaSink(self._bootstrap(), self.settings.kafka_prefix)
        return FeedSink()

    def source(self, followed: Followed, suffix: str = "") -> EventSource:
        """Where it gets the facts of a topic; `suffix` makes a group apart."""
        if self.settings.bus == "kafka":
            prefix = self.settings.kafka_prefix
            group = f"{prefix}prenan.{self.name}{suffix}.{followed.topic}"
            return KafkaSource(followed.topic, self._bootstrap(), group, prefix)
        return FeedSource(followed.topic, followed.feed_url, self._badge(followed.scope) if followed.scope else None)

    def _badge(self, scope: str) -> Callable[[], str]:
        """How the service proves that it may read a restricted feed: by the secret that it shares with its owner."""
        principal = Principal(self.name, frozenset({scope}))
        return lambda: sign(principal, self.settings.platform_secret.get_secret_value())

    def schedulers(self, database: Database) -> dict[str, Scheduler]:
        """What applies to its aggregates whatever is due: each kind by itself, so that none waits for a slow one."""
        return {due.name: Scheduler(self.name, database, self.begin, (due,)) for due in self.dues}

    def consumers(self, database: Database, suffix: str = "") -> list[Consumer]:
        """One consumer for each topic it follows."""
        return [
            Consumer(self.source(one, suffix), lambda: self.begin(database), self.reactions) for one in self.follows
        ]

    def journal_key(self) -> JournalKey | None:
        """The key that signs its checkpoints, where it is given one; raises `UnusableKey`."""
        given = self.settings.journal_key
        return JournalKey.of(given.get_secret_value()) if given else None

    def known_keys(self) -> KnownKeys:
        """The keys that prove what was signed: the present one and those before it."""
        present = self.journal_key()
        return KnownKeys([*self.settings.journal_retired_keys, *([present.public] if present else [])])

    def _bootstrap(self) -> str:
        if not self.settings.kafka_bootstrap:
            raise ValueError("BUS=kafka needs KAFKA_BOOTSTRAP, such as 127.0.0.1:9092")
        return self.settings.kafka_bootstrap
