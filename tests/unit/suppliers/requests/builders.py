"""Requests as the tests speak of them."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from contracts.vocabulary import Identifier
from services.suppliers.domain.requests.contact import Answer, Contact
from services.suppliers.domain.requests.request import SourcingRequest
from services.suppliers.domain.requests.terms import RequestTerms

MONDAY = datetime(2027, 3, 1, 10, tzinfo=UTC)
DEADLINE = datetime(2027, 3, 19, 11, tzinfo=UTC)
REQUEST = UUID(int=7)


def the_terms(**known: Any) -> RequestTerms:
    facts = {"buyer": "23350001600040", "title": "Voirie", "text": "Réfection de chaussées", "department": "dirn"}
    more = {"area": "travaux", "cpv": "45233140", "deadline": DEADLINE, "batch": 3, "enough": 2}
    return RequestTerms(**{**facts, **more, **known})


def a_request(**known: Any) -> SourcingRequest:
    return SourcingRequest.drafted(REQUEST, the_terms(**known))


def contacts(count: int) -> list[Contact]:
    identifier = Identifier(id="79878508500035")
    return [Contact.waiting(REQUEST, uuid5(REQUEST, str(rank)), identifier, rank) for rank in range(1, count + 1)]


def an_answer(at: datetime = MONDAY) -> Answer:
    return Answer(text="Nous pouvons le faire", at=at)
