"""However files come and go, a dossier keeps every version in order, and holds still once its tender is public."""

import hashlib
from copy import copy

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import booleans, sampled_from

from services.tenders.domain.dossier import (
    MOST_VERSIONS,
    Deposit,
    DocumentKind,
    DocumentNotFound,
    Dossier,
    DossierFrozen,
    DossierFull,
)
from services.tenders.domain.tender_status import TenderStatus
from tests.unit.tenders.builders import BUYER, NOW, a_draft

NAMES = ("cctp.pdf", "ccap.pdf", "plans.zip")
CONTENTS = ("first", "second", "third")


def a_deposit(name: str = NAMES[0], content: str = CONTENTS[0], stored_as: str = "00/1") -> Deposit:
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    return Deposit(name, DocumentKind.TECHNICAL, "application/pdf", len(content), sha256, stored_as)


class DossierMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.dossier = Dossier(id=a_draft().id)
        self.expected: dict[str, list[str]] = {}

    @rule(
        name=sampled_from(NAMES), content=sampled_from(CONTENTS), status=sampled_from(TenderStatus), amending=booleans()
    )
    def add(self, name: str, content: str, status: TenderStatus, amending: bool) -> None:
        before, deposit = copy(vars(self.dossier)), a_deposit(name, content)
        if status is not (TenderStatus.PUBLISHED if amending else TenderStatus.DRAFT):
            with pytest.raises(DossierFrozen):
                self.dossier.add(deposit, status=status, by=BUYER, now=NOW, amending=amending)
            assert vars(self.dossier) == before
            return
        version = self.dossier.add(deposit, status=status, by=BUYER, now=NOW, amending=amending)
        versions = self.expected.setdefault(name, [])
        is_new = not versions or versions[-1] != deposit.sha256
        versions += [deposit.sha256] if is_new else []
        assert (version.version, version.sha256) == (len(versions), deposit.sha256)
        assert self.dossier.revision == before["revision"] + is_new

    @rule(name=sampled_from(NAMES), status=sampled_from(TenderStatus))
    def remove(self, name: str, status: TenderStatus) -> None:
        if status is not TenderStatus.DRAFT or name not in self.expected:
            refusal = DossierFrozen if status is not TenderStatus.DRAFT else DocumentNotFound
            with pytest.raises(refusal):
                self.dossier.remove(name, status=status)
            return
        dropped = self.dossier.remove(name, status=status)
        assert [one.sha256 for one in dropped] == self.expected.pop(name)

    @invariant()
    def versions_of_a_name_are_numbered_in_the_order_in_which_they_came(self) -> None:
        for name in NAMES:
            found = [(one.version, one.sha256) for one in self.dossier.versions if one.name == name]
            assert found == list(enumerate(self.expected.get(name, []), 1))

    @invariant()
    def the_latest_are_the_last_of_each_name(self) -> None:
        latest = {name: versions[-1] for name, versions in sorted(self.expected.items())}
        assert [(one.name, one.sha256) for one in self.dossier.latest] == list(latest.items())


TestDossierMachine = DossierMachine.TestCase
TestDossierMachine.settings = settings(max_examples=100, stateful_step_count=15, deadline=None)


def test_a_dossier_does_not_grow_without_end() -> None:
    dossier = Dossier(id=a_draft().id)
    for number in range(MOST_VERSIONS):
        dossier.add(a_deposit(content=str(number)), status=TenderStatus.DRAFT, by=BUYER, now=NOW)
    with pytest.raises(DossierFull):
        dossier.add(a_deposit(content="more"), status=TenderStatus.DRAFT, by=BUYER, now=NOW)
