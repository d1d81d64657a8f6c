"""However files come and go, a dossier keeps every version in order, and holds still once its tender is public."""

import hashlib
from collections.abc import Callable
from copy import copy
from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from hypothesis.strategies import booleans, lists, sampled_from

from chassis.errors import Refusal
from services.tenders.domain.dossier import (
    MOST_VERSIONS,
    Deposit,
    DocumentKind,
    DocumentNotFound,
    Dossier,
    DossierFrozen,
    DossierFull,
    NothingWaiting,
)
from services.tenders.domain.tender_status import TenderStatus
from tests.depth import examples
from tests.unit.tenders.builders import BUYER, NOW, a_draft

NAMES = ("cctp.pdf", "ccap.pdf", "plans.zip")
CONTENTS = ("first", "second", "third")
STATUSES = sampled_from([TenderStatus.DRAFT, TenderStatus.PUBLISHED, *TenderStatus])


def a_deposit(name: str = NAMES[0], content: str = CONTENTS[0], stored_as: str = "00/1") -> Deposit:
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    return Deposit(name, DocumentKind.TECHNICAL, "application/pdf", len(content), sha256, stored_as)


class DossierMachine(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.dossier = Dossier(id=a_draft().id)
        self.public: dict[str, list[str]] = {}
        self.waiting: dict[str, str] = {}

    def expect(self, refusal: type[Refusal] | None, act: Callable[[], Any], *, changes: bool = True) -> Any:
        before = copy(vars(self.dossier))
        if refusal:
            with pytest.raises(refusal):
                act()
            assert vars(self.dossier) == before
            return None
        done = act()
        assert self.dossier.revision == before["revision"] + changes
        return done

    @rule(name=sampled_from(NAMES), content=sampled_from(CONTENTS), status=STATUSES, amending=booleans())
    def add(self, name: str, content: str, status: TenderStatus, amending: bool) -> None:
        deposit = a_deposit(name, content)
        public = self.public.get(name, [])
        newest = self.waiting.get(name) or (public[-1] if public else None)
        version = self.expect(
            None if status is (TenderStatus.PUBLISHED if amending else TenderStatus.DRAFT) else DossierFrozen,
            lambda: self.dossier.add(deposit, status=status, by=BUYER, now=NOW, amending=amending),
            changes=newest != deposit.sha256,
        )
        if version is None or newest == deposit.sha256:
            return
        assert (version.sha256, version.pending) == (deposit.sha256, amending)
        if amending:
            self.waiting[name] = deposit.sha256
        else:
            self.waiting.pop(name, None)
            self.public[name] = [*public, deposit.sha256]

    @rule(name=sampled_from(NAMES), status=STATUSES)
    def remove(self, name: str, status: TenderStatus) -> None:
        is_draft, waits = status is TenderStatus.DRAFT, name in self.waiting
        refusal: type[Refusal] | None = None
        if not is_draft and not (status is TenderStatus.PUBLISHED and waits):
            refusal = DossierFrozen
        elif not waits and name not in self.public:
            refusal = DocumentNotFound
        self.expect(refusal, lambda: self.dossier.remove(name, status=status))
        if refusal is None:
            self.waiting.pop(name, None)
            if is_draft:
                self.public.pop(name, None)

    @rule(names=lists(sampled_from(NAMES), max_size=3))
    def release(self, names: list[str]) -> None:
        legal = set(names) <= set(self.waiting)
        told = self.expect(
            None if legal else NothingWaiting, lambda: self.dossier.release(tuple(names)), changes=bool(names)
        )
        if legal:
            assert {one.name: one.sha256 for one in told} == {name: self.waiting[name] for name in names}
            for name in set(names):
                self.public.setdefault(name, []).append(self.waiting.pop(name))

    @invariant()
    def versions_of_a_name_are_numbered_in_the_order_in_which_they_came(self) -> None:
        for name in NAMES:
            found = [(one.version, one.sha256) for one in self.dossier.versions if one.name == name]
            waiting = [self.waiting[name]] if name in self.waiting else []
            assert found == list(enumerate(self.public.get(name, []) + waiting, 1))

    @invariant()
    def suppliers_see_the_last_of_each_name_and_nothing_that_waits(self) -> None:
        latest = {name: versions[-1] for name, versions in sorted(self.public.items())}
        assert [(one.name, one.sha256) for one in self.dossier.latest] == list(latest.items())


TestDossierMachine = DossierMachine.TestCase
TestDossierMachine.settings = settings(max_examples=examples(100), stateful_step_count=15, deadline=None)


def test_a_dossier_does_not_grow_without_end() -> None:
    dossier = Dossier(id=a_draft().id)
    for number in range(MOST_VERSIONS):
        dossier.add(a_deposit(content=str(number)), status=TenderStatus.DRAFT, by=BUYER, now=NOW)
    with pytest.raises(DossierFull):
        dossier.add(a_deposit(content="more"), status=TenderStatus.DRAFT, by=BUYER, now=NOW)
