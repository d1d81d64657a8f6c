"""What a supplier that is asked is written."""

from contracts.calendar import PARIS
from services.suppliers.domain.letter import ENDING, PAGE, Draft
from services.suppliers.domain.requests.contact import Contact
from services.suppliers.domain.requests.request import SourcingRequest

KIND = "sourcing"
"""The kind of letters that a supplier may refuse."""
CLOSED = "The request was closed before the letter went out."


def invitation(request: SourcingRequest, contact: Contact, email: str, token: str, stop: str) -> Draft:
    """The letter that asks a supplier: by `token` its links answer without a key, by `stop` they end such letters."""
    terms, page = request.terms, link(request, contact, token)
    deadline = terms.deadline.astimezone(PARIS)
    who = "Un acheteur public" if terms.anonymous else f"L'acheteur {terms.buyer}"
    lines = [
        f"{who} prépare un achat et souhaite connaître ce que vous pourriez proposer : « {terms.title} ».",
        terms.text,
        _band(request),
        *(f"{number}. {question}" for number, question in enumerate(terms.questions, start=1)),
        f"Pour répondre, ou décliner, avant le {deadline:%d/%m/%Y à %H:%M} (heure de Paris) : {page}",
        "Cette demande précède toute consultation : y répondre n'engage à rien, et n'est pas une offre.",
        ending(contact, stop),
    ]
    subject = " ".join(f"Demande d'information : {terms.title}".split())[:150]
    text = "\n\n".join(filter(None, lines))
    return Draft(request.id, contact.supplier_id, email, f"invitation {contact.batch}", subject, text)


def link(request: SourcingRequest, contact: Contact, token: str) -> str:
    """Where the supplier reads the request and answers it."""
    return f"{PAGE}/sourcing-requests/{request.id}/invitation?supplier={contact.supplier_id}&token={token}"


def ending(contact: Contact, stop: str) -> str:
    """How the supplier ends such letters."""
    return f"Pour ne plus recevoir de telles demandes : {ENDING}/mailboxes/{contact.supplier_id}/{stop}"


def _band(request: SourcingRequest) -> str | None:
    terms = request.terms
    if terms.value is None or not terms.value_shared:
        return None
    return f"Montant envisagé : de {terms.value.minimum.amount} à {terms.value.maximum.amount} EUR hors taxes."
