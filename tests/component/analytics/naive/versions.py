"""What is true of each contract: its versions in order, mistakes put right where they were made."""

from dataclasses import dataclass, replace
from datetime import date

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
    """What was true of a contract since a day, by its last telling and its `first`."""

    kind: str
    since: date
    state: Json
    said: Said
    first: Said

    @property
    def notifies(self) -> bool:
        return self.kind == "ContractNotified" or self.state["notified_on"] is not None


DATED = {"ContractSigned": "signed_on", "ContractNotified": "notified_on"}


def since(said: Said) -> date:
    """The day that it bears; where nobody says since when, the day on which it was recorded."""
    day = a_day(said.data["contract"][DATED[said.kind]]) if said.kind in DATED else day_of(said.at)
    return day or day_of(said.recorded)


def histories(ledger: Ledger) -> dict[str, list[Version]]:
    """Of each contract: a correction takes the place of what it corrects."""
    found: dict[str, list[Version]] = {}
    for said in ledger.known:
        if said.kind in KINDS:
            told = found.setdefault(said.subject, [])
            told.append(_corrected(said, told.pop()) if said.kind == "DataCorrected" and told else _version(said))
    return found


def _version(said: Said) -> Version:
    return Version(said.kind, since(said), said.data["contract"], said, said)


def _corrected(said: Said, wrong: Version) -> Version:
    """As true as what it corrects, since the same day; a notification's own day may be what was wrong."""
    state = said.data["contract"]
    day = a_day(state["notified_on"]) if wrong.kind == "ContractNotified" else None
    return replace(wrong, state=state, since=day or since(wrong.first), said=said)


def in_view(ledger: Ledger, told: list[Version]) -> list[Version]:
    return [one for one in told if ledger.came_about(one.since)]
