"""Writing to those who left an address, and sending what was written."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.due import Act
from chassis.mail import Letter, LetterNotSent, Mail
from contracts.calendar import PARIS
from services.tenders.domain.amendment import Amendment
from services.tenders.domain.notification import Notice, Notification
from services.tenders.domain.plan_entry import PlanEntry, PlanStatus
from services.tenders.domain.question import Question
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork

_PAGE = "/fr"
"""What the path of a thing begins with where people read it: letters are for people, and in French."""
_DECLINED = "Il n'y sera pas répondu : "
_ENTRY_IS = {
    PlanStatus.ANNOUNCED: "Ce projet d'achat a été modifié.",
    PlanStatus.TENDERING: "Une consultation est publiée.",
    PlanStatus.WITHDRAWN: "Ce projet d'achat est abandonné :",
}


def of_amendment(tender: Tender, amendment: Amendment) -> Notice:
    """What those who took the documents are written when the call changes."""
    deadline = amendment.deadline.astimezone(PARIS)
    lines = [
        f"La consultation « {tender.terms.title} » a été modifiée (avis rectificatif n° {amendment.number}).",
        amendment.summary,
        f"Date limite de remise des offres : {deadline:%d/%m/%Y à %H:%M} (heure de Paris).",
        *(f"Document modifié : {one.name}, version {one.version}" for one in amendment.documents),
        f"{_PAGE}/tenders/{tender.id}#changes",
    ]
    return Notice(f"amendment {amendment.number}", _subject("Avis rectificatif", tender), "\n\n".join(lines))


def of_question(tender: Tender, question: Question, *, declined: bool = False) -> Notice:
    """What is written when a question is settled; it does not say who asked."""
    answer = f"{_DECLINED if declined else ''}{question.answer}"
    lines = [
        f"Question sur la consultation « {tender.terms.title} » :",
        question.text,
        "Réponse de l'acheteur :",
        answer,
        f"{_PAGE}/tenders/{tender.id}#questions",
    ]
    return Notice(f"question {question.id}", _subject("Question et réponse", tender), "\n\n".join(lines))


def of_plan_entry(entry: PlanEntry) -> Notice:
    """What those who follow an entry of a purchase plan are written when it changed; one letter for each version."""
    title = entry.purchase.title
    lines = [f"Programme d'achats : « {title} »", _ENTRY_IS[entry.status], *filter(None, [entry.reason]), _place(entry)]
    return Notice(f"version {entry.version}", _headed("Programme d'achats", title), "\n\n".join(lines))


def _place(entry: PlanEntry) -> str:
    return f"{_PAGE}/tenders/{entry.tenders[-1]}" if entry.tenders else f"{_PAGE}/plan-entries/{entry.id}"


def _headed(what: str, title: str) -> str:
    return " ".join(f"{what} : {title}".split())[:150]


def _subject(what: str, tender: Tender) -> str:
    return _headed(what, tender.terms.title)


def sending(mail: Mail) -> Act:
    """What the scheduler does with letters that are due: each is sent once, or tried again later."""

    async def send(uow: UnitOfWork, ids: Sequence[UUID], now: datetime) -> None:
        async with uow:
            for notification in await uow.notifications.locked(ids):
                await _send(mail, notification, now)

    return send


async def _send(mail: Mail, one: Notification, now: datetime) -> None:
    try:
        await mail.send(Letter(str(one.id), one.email, one.subject, one.text))
    except LetterNotSent as error:
        one.failed(str(error), now)
    else:
        one.sent(now)
