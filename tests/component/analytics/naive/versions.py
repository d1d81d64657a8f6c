"""What is true of each contract: its versions in order, mistakes put right where they were made."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from tests.component.analytics.naive.ledger import Json, Ledger, Said, a_day, day_of

KINDS = (
    "ContractSigned",
    "ContractNotified",
    "ContractModified",
    "ContractEnded",
    "ContractTerminated",
    "DataCorrected",
)


@dataclass(frozen=True)
class Version:
    """What was true of a contract since a day (None: nobody knows since when)."""

    kind: str
    since: date | None
    state: Json
    said: Said

    @property
    def notifies(self) -> bool:
        return self.kind == "ContractNotified" or self.state["notified_on"] is not None


def since(said: Said) -> date | None:
    state = said.data["contract"]
    if said.kind == "ContractNotified":
        return a_day(state["notified_on"])
    if said.kind == "ContractSigned":
        return a_day(state["signed_on"])
    return day_of(said.at)


def histories(ledger: Ledger) -> dict[str, list[Version]]:
    """Of each contract: a correction takes the place of what it corrects."""
    found: dict[str, list[Version]] = {}
    for said in ledger.known:
        if said.kind in KINDS:
            told = found.setdefault(said.subject, [])
            told.append(_corrected(said, told.pop()) if said.kind == "DataCorrected" and told else _version(said))
    return found


def _version(said: Said) -> Version:
    return Version(said.kind, since(said), said.data["contract"], said)


def _corrected(said: Said, wrong: Version) -> Version:
    """As true as what it corrects, since the same day; a notification's own day may be what was wrong."""
    state = said.data["contract"]
    day = a_day(state["notified_on"]) if wrong.kind == "ContractNotified" else wrong.since
    return replace(wrong, state=state, since=day, said=said)


def in_view(ledger: Ledger, told: list[Version]) -> list[Version]:
    return [one for one in told if ledger.came_about(one.since)]


def first_recorded(ledger: Ledger) -> dict[str, datetime]:
    """When each contract was first recorded as notified."""
    found: dict[str, datetime] = {}
    for said in ledger.known:
        if said.kind in KINDS and (said.kind == "ContractNotified" or said.data["contract"]["notified_on"]):
            found.setdefault(said.subject, said.recorded)
    return found
