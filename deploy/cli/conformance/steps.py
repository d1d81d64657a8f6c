"""What the client is asked to do, step by step, and how the kit knows that it did."""

from collections.abc import Callable
from dataclasses import dataclass, field

from deploy.cli.conformance.exchange import Exchange
from deploy.cli.conformance.faults import Fault, Kind
from deploy.cli.conformance.positions import last_of, told_in
from deploy.cli.conformance.recording import Recording

_ID = "[0-9a-f-]{36}"


@dataclass(frozen=True)
class Step:
    """A task in the words that the integrator reads; `{title}`, `{buyer}`, `{hours}`, `{start}` stand for the run's."""

    name: str
    task: str
    is_done: Callable[[Recording], bool]
    faults: tuple[tuple[Kind, str, str], ...] = field(default=())

    def made_faults(self) -> list[Fault]:
        """The faults of one run."""
        return [Fault(kind, method, path) for kind, method, path in self.faults]


def draft(recording: Recording) -> Exchange | None:
    """The call that made the tender."""
    return next(recording.done("POST /tenders"), None)


def tender(recording: Recording) -> str:
    """The path of the tender; empty where there is none yet."""
    made = draft(recording)
    return f"/tenders/{made.document['id']}" if made else ""


def webhook(recording: Recording) -> Exchange | None:
    """The call that made the webhook."""
    return next(recording.done("POST /webhooks"), None)


def _is_changed(recording: Recording) -> bool:
    return any(recording.done(f"PUT {tender(recording)}"))


def _is_published(recording: Recording) -> bool:
    return any(recording.done(f"POST {tender(recording)}/publication"))


def _is_listed(recording: Recording) -> bool:
    pages = [one for one in recording.done("GET /tenders") if one.asked.step == "list"]
    return any(one.document.get("next") is None for one in pages)


def _is_followed(recording: Recording) -> bool:
    """Whether the client got what the publication told after the kit had broken an answer off."""
    reads = [one for one in recording.feed() if one.asked.step == "follow"]
    cut = next((place for place, one in enumerate(reads) if one.fault), None)
    wanted = tender(recording).rpartition("/")[2]
    told = {name for one in reads for name in told_in(one)}
    reached = max((last_of(one) for one in reads if not one.fault), default=0)
    missed = last_of(reads[cut]) if cut is not None else 0
    return cut is not None and cut + 1 < len(reads) and wanted in told and reached >= missed


def _is_awaited(recording: Recording) -> bool:
    made = webhook(recording)
    return made is not None and any(recording.done(f"GET /webhooks/{made.document['id']}/secrets"))


STEPS = (
    Step(
        "draft",
        "Draft a tender for the buyer {buyer}, with the title '{title}': an adapted procedure for works (CPV 45214000) "
        "of the department 'buildings', area 'construction', in FRH03, of 180,000 euros, in two lots.",
        lambda recording: draft(recording) is not None,
        ((Kind.LOST, "POST", "/tenders"),),
    ),
    Step(
        "change",
        "Change its title to '{title}, changed'.",
        _is_changed,
        ((Kind.STALE, "PUT", f"/tenders/{_ID}"),),
    ),
    Step(
        "publish",
        "Publish it with a deadline that lies a day back. Show your user why that is refused; then with one that lies "
        "{hours} hours ahead of GET /time.",
        _is_published,
        ((Kind.AWAY, "POST", f"/tenders/{_ID}/publication"),),
    ),
    Step(
        "list",
        "List the published tenders, one a page (GET /tenders?limit=1), page after page to the last one.",
        _is_listed,
        ((Kind.BUSY, "GET", "/tenders"),),
    ),
    Step(
        "follow",
        "Read the feed /feed/procedures from position {start} on, by pages or as a stream, up to what your publication "
        "told, and stay with it.",
        _is_followed,
        ((Kind.CUT, "GET", "/feed/procedures"),),
    ),
    Step(
        "webhook",
        "Make a webhook for facts of the type ContractAwarded to a receiver on this machine, and read its secret. Your "
        "receiver answers 2xx to what it took and 4xx to what it does not believe.",
        _is_awaited,
        ((Kind.LOST, "POST", "/webhooks"),),
    ),
    Step(
        "award",
        "Nothing to do: the deadline passes, the buyer gives lot 1 to a company, and your receiver is told. Stay.",
        lambda recording: "repeated" in recording.probes,
    ),
)
