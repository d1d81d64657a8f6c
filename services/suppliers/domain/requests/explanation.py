"""What suppliers that were asked are written once the buyer answered a question."""

from services.suppliers.domain.letter import Draft
from services.suppliers.domain.requests.contact import Contact
from services.suppliers.domain.requests.invitation import ending, link
from services.suppliers.domain.requests.request import SourcingRequest
from services.suppliers.domain.requests.supplier_question import SupplierQuestion


def explanation(
    request: SourcingRequest, question: SupplierQuestion, contact: Contact, email: str, token: str, stop: str
) -> Draft:
    """The letter that tells a supplier question and answer, the same words for all; once for each of them."""
    lines = [
        f"Une question a été posée sur la demande « {request.terms.title} » :",
        question.text,
        "La réponse de l'acheteur :",
        question.answer or "",
        f"La demande et toutes les réponses : {link(request, contact, token)}",
        ending(contact, stop),
    ]
    subject = " ".join(f"Réponse à une question : {request.terms.title}".split())[:150]
    return Draft(request.id, contact.supplier_id, email, f"question {question.id}", subject, "\n\n".join(lines))
