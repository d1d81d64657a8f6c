"""Writing to those who left an address, and sending what was written."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from chassis.due import Act
from chassis.mail import Letter, LetterNotSent, Mail
from services.tenders.domain.amendment import Amendment
from services.tenders.domain.days import PARIS
from services.tenders.domain.notification import Notice, Notification
from services.tenders.domain.question import Question
from services.tenders.domain.tender import Tender
from services.tenders.persistence.unit_of_work import UnitOfWork

_DECLINED = "Il n'y sera pas répondu : "


def of_amendment(tender: Tender, amendment: Amendment) -> Notice:
    """What those who took the documents are written when the call changes."""
    deadline = amendment.deadline.astimezone(PARIS)
    lines = [
        f"La consultation « {tender.terms.title} » a été modifiée (avis rectificatif n° {amendment.number}).",
        amendment.summary,
        f"Date limite de remise des offres : {deadline:%d/%m/%Y à %H:%M} (heure de Paris).",
        *(f"Document modifié : {one.name}, version {one.version}" for one in amendment.documents),
        f"/tenders/{tender.id}/amendments",
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
        f"/tenders/{tender.id}/questions",
    ]
    return Notice(f"question {question.id}", _subject("Question et réponse", tender), "\n\n".join(lines))


def _subject(what: str, tender: Tender) -> str:
    return " ".join(f"{what} : {tender.terms.title}".split())[:150]


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
