"""What an integrator's client did, call by call."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from deploy.cli.conformance.exchange import Exchange
from deploy.cli.conformance.faults import Fault

Position = int


@dataclass
class Recording:
    """Exchanges in the order in which they began, and what the kit found out beside them."""

    exchanges: list[Exchange] = field(default_factory=list)
    step: str = ""
    faults: Sequence[Fault] = ()
    start: Position = 0
    """Position of the feed from which on the client is told to read."""
    probes: dict[str, int] = field(default_factory=dict)
    """How the client's receiver answered the kit's own deliveries, by what they were; 0 is no answer."""

    def begin(self, step: str, faults: Sequence[Fault]) -> None:
        """From now on exchanges belong to a step, with its faults."""
        self.step, self.faults = step, faults

    def fault(self, method: str, path: str) -> Fault | None:
        """What is to be done to a call."""
        return next((fault for fault in self.faults if fault.strikes(method, path)), None)

    def done(self, target: str) -> Iterator[Exchange]:
        """The calls of a method and path that were answered as the client wished."""
        return (one for one in self.exchanges if one.asked.target == target and one.is_done)

    def changes(self) -> Iterator[Exchange]:
        """The calls that change something; tokens are given, not changed."""
        writing = ("POST", "PUT", "DELETE")
        return (one for one in self.exchanges if one.asked.method in writing and not is_token(one))

    def tokens(self) -> list[Exchange]:
        """The calls that asked for a token."""
        return [one for one in self.exchanges if is_token(one)]

    def after(self, exchange: Exchange) -> Iterator[Exchange]:
        """The calls that began later, for the same target."""
        place = self.exchanges.index(exchange)
        return (one for one in self.exchanges[place + 1 :] if one.asked.target == exchange.asked.target)

    def feed(self) -> list[Exchange]:
        """The calls that read the feed of procedures."""
        return [one for one in self.exchanges if one.asked.path == "/feed/procedures"]


def is_token(exchange: Exchange) -> bool:
    """Whether a call asks for an access token."""
    return exchange.asked.path == "/oauth/token"
