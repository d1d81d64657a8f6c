"""Alerts: who is told what, and how often."""

import mailbox
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx
import pytest

from chassis.aggregate import Told
from chassis.auth import HEADER, Principal, sign
from chassis.mail import LetterNotSent, MailFolder
from chassis.scheduler import Scheduler
from contracts.fact import Fact
from contracts.flags import FlagSubject, RedFlagRaised
from contracts.observatory import DataQualityGraded, Direction, FigureSlice, TargetCrossed
from services.analytics.application.alerting import ByMail, tell_alerts
from services.analytics.application.mailing import letters
from services.analytics.persistence.own.unit_of_work import OwnUnitOfWork
from tests.component.analytics.competing import named
from tests.component.analytics.observing import Observatory
from tests.component.analytics.telling import OTHER_BUYER, REGION
from tests.component.analytics.test_targets import SECRET, key
from tests.component.chassis.running import relaying
from tests.waiting import until

LATER = datetime.now(UTC) + timedelta(days=1)
ADDRESS = "nolwenn@example.org"


def crossing(indicator: str = "A1", buyer: str | None = None) -> TargetCrossed:
    return TargetCrossed(
        indicator=indicator,
        definition_version=1,
        slice=FigureSlice(period="2026", buyer=buyer),
        plan="SPASER",
        target=Decimal(30),
        direction=Direction.REACHED,
        value=Decimal(31),
        at=LATER,
    )


def flag(buyer: str = REGION) -> RedFlagRaised:
    where = {"rule": "R018", "subject": FlagSubject.PROCEDURE, "year": 2026, "tender_id": named("tender")}
    return RedFlagRaised(flag_id=named(f"flag {buyer}"), buyer=buyer, at=LATER, **where)


def graded(grade: str, before: str | None) -> DataQualityGraded:
    what = {"department": "schools", "year": 2026, "contracts": 12, "missing": ("price_form",)}
    return DataQualityGraded(**what, grade=grade, before=before)  # type: ignore[arg-type]


async def until_drained(observatory: Observatory) -> None:
    async def drained() -> bool:
        return not await observatory.rows("SELECT FROM event_pending")

    await until(drained)


async def tell(observatory: Observatory, *facts: Fact) -> None:
    """Facts as the worker tells them: written, given positions, and looked at by the alerts."""
    for fact in facts:
        async with OwnUnitOfWork(observatory.database) as uow:
            uow.tell([Told(0, fact.topic, "key", str(named(repr(fact))), 1, fact, LATER)])
    async with relaying(observatory.database):
        await until_drained(observatory)
    await tell_alerts(observatory.database, ByMail())


async def listen(observatory: Observatory, kind: str, headers: dict[str, str] | None = None, **more: Any) -> str:
    answer = await asked(observatory, kind, headers, **more)
    assert answer.status_code == 201, answer.text
    identity: str = answer.json()["id"]
    return identity


async def asked(
    observatory: Observatory, kind: str, headers: dict[str, str] | None = None, **more: Any
) -> httpx.Response:
    who = headers or key("alerts:write", "flags:read", organisation=REGION)
    return await observatory.http.post("/alerts", json={"kind": kind, **more}, headers=who)


async def heard(observatory: Observatory, headers: dict[str, str] | None = None) -> list[str]:
    answer = await observatory.http.get("/alerts/notices", headers=headers or key("alerts:write"))
    return [one["text"] for one in answer.json()["items"]]


async def send(observatory: Observatory, mail: Any, now: datetime = LATER) -> None:
    due = letters(mail, SECRET.encode())
    await Scheduler("analytics", observatory.database, OwnUnitOfWork, (due,)).catch_up(now)


def letters_in(folder: Path) -> list[str]:
    return [one.get_payload(decode=True).decode() for one in mailbox.Maildir(folder)]  # type: ignore[union-attr]


async def test_a_crossed_target_is_told_to_who_listens_for_it(observatory: Observatory) -> None:
    await listen(observatory, "target-crossed", indicator="A1")
    await tell(observatory, crossing("A1"), crossing("A3"))
    (text,) = await heard(observatory)
    assert text.startswith("Objectif atteint : A1, 2026 : 31")


async def test_what_was_published_before_is_not_told(observatory: Observatory) -> None:
    early = crossing()
    async with OwnUnitOfWork(observatory.database) as uow:
        uow.tell([Told(0, early.topic, "key", "before", 1, early, datetime(2026, 1, 1, tzinfo=UTC))])
    await listen(observatory, "target-crossed")
    await tell(observatory)
    assert await heard(observatory) == []


async def test_the_same_fact_is_told_once(observatory: Observatory) -> None:
    await listen(observatory, "target-crossed")
    await tell(observatory, crossing())
    await observatory.rows("DELETE FROM publication")
    await tell(observatory)
    assert len(await heard(observatory)) == 1


async def test_flags_are_told_to_the_organisation_that_they_are_about(observatory: Observatory) -> None:
    await listen(observatory, "flag-raised")
    await tell(observatory, flag(OTHER_BUYER))
    assert await heard(observatory) == []
    await tell(observatory, flag(REGION))
    assert len(await heard(observatory)) == 1


async def test_flags_are_not_told_to_keys_that_may_not_see_them(observatory: Observatory) -> None:
    answer = await asked(observatory, "flag-raised", key("alerts:write", organisation=REGION))
    assert (answer.status_code, answer.json()["code"]) == (403, "flags-not-shown")


@pytest.mark.parametrize(("grade", "before", "told"), [("C", "B", 1), ("A", "B", 0), ("C", None, 0)])
async def test_only_a_worse_grade_is_told(observatory: Observatory, grade: str, before: str | None, told: int) -> None:
    await listen(observatory, "grade-dropped", department="schools")
    await tell(observatory, graded(grade, before))
    assert len(await heard(observatory)) == told


async def test_a_filter_that_the_facts_do_not_have_is_refused(observatory: Observatory) -> None:
    assert (await asked(observatory, "grade-dropped", indicator="A1")).json()["code"] == "filter-unfit"


async def test_everybody_sees_and_ends_their_own_alerts_only(observatory: Observatory) -> None:
    own = await listen(observatory, "target-crossed")
    other = {HEADER: stranger()}
    listed = await observatory.http.get("/alerts", headers=other)
    assert listed.json()["items"] == []
    assert (await observatory.http.delete(f"/alerts/{own}", headers=other)).json()["code"] == "alert-unknown"
    assert (await observatory.http.delete(f"/alerts/{own}", headers=key("alerts:write"))).status_code == 204
    await tell(observatory, crossing())
    assert await heard(observatory) == []


def stranger() -> str:
    return sign(Principal("somebody else", frozenset({"alerts:write"}), OTHER_BUYER), SECRET)


async def test_a_letter_gathers_what_alerts_told(observatory: Observatory, tmp_path: Path) -> None:
    await listen(observatory, "target-crossed", email=ADDRESS)
    await tell(observatory, crossing("A1"), crossing("A3"))
    await send(observatory, MailFolder(tmp_path / "mail", "noreply@localhost"))
    (letter,) = letters_in(tmp_path / "mail")
    assert "A1" in letter
    assert "A3" in letter


async def test_no_more_than_one_letter_a_day_goes_to_an_address(observatory: Observatory, tmp_path: Path) -> None:
    mail = MailFolder(tmp_path / "mail", "noreply@localhost")
    await listen(observatory, "target-crossed", email=ADDRESS)
    await tell(observatory, crossing("A1"))
    await send(observatory, mail)
    await tell(observatory, crossing("A3"), crossing("A6"))
    await send(observatory, mail, LATER + timedelta(hours=23))
    assert len(letters_in(tmp_path / "mail")) == 1
    await send(observatory, mail, LATER + timedelta(hours=25))
    assert len(letters_in(tmp_path / "mail")) == 2


async def test_a_letter_that_is_not_taken_is_tried_again(observatory: Observatory, tmp_path: Path) -> None:
    class Closed:
        async def send(self, letter: Any) -> None:
            raise LetterNotSent(f"no room for {letter.to}")

    await listen(observatory, "target-crossed", email=ADDRESS)
    await tell(observatory, crossing())
    await send(observatory, Closed())
    await send(observatory, MailFolder(tmp_path / "mail", "noreply@localhost"), LATER + timedelta(minutes=2))
    assert len(letters_in(tmp_path / "mail")) == 1


async def test_the_link_in_a_letter_ends_the_alert(observatory: Observatory, tmp_path: Path) -> None:
    await listen(observatory, "target-crossed", email=ADDRESS)
    await tell(observatory, crossing())
    await send(observatory, MailFolder(tmp_path / "mail", "noreply@localhost"))
    link = letters_in(tmp_path / "mail")[0].rpartition("/fr/unsubscribe")[2].strip()
    assert (await observatory.http.delete(f"{link[:-4]}0000")).status_code == 404
    assert (await observatory.http.delete(link)).status_code == 204
    assert (await observatory.http.get("/alerts", headers=key("alerts:write"))).json()["items"] == []
