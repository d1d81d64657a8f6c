"""A concession (contrat de concession) in the form of the essential data: order of 22 December 2022 on concessions."""

from contracts.vocabulary import Concession
from services.tenders.domain.decp import words
from services.tenders.domain.decp.modifications import modifications
from services.tenders.domain.decp.told import Told
from services.tenders.domain.decp.words import Node

_NOTHING = Concession()


def concession(told: Told) -> Node:
    """Every member of the format; None for what is not recorded, or not as the format has it."""
    state, own = told.state, told.state.concession or _NOTHING
    signed_on = state.signed_on or state.notified_on
    return {
        "id": words.fitting(state.reference, words.LONGEST_REFERENCE),
        "autoriteConcedante": {"id": state.buyer},
        "nature": own.kind and words.CONCESSION[own.kind],
        "objet": state.title[: words.LONGEST_TITLE],
        "procedure": _procedure(own),
        "dureeMois": state.months or None,
        "dateSignature": signed_on and signed_on.isoformat(),
        "datePublicationDonnees": told.published_on,
        "dateDebutExecution": own.starts_on and own.starts_on.isoformat(),
        "valeurGlobale": words.amount(state.initial),
        "montantSubventionPublique": float(own.subsidies.amount) if own.subsidies else None,
        "concessionnaires": words.operators(state.holders, "concessionnaire"),
        "considerationsSociales": words.social(state, "Concession réservée"),
        "considerationsEnvironnementales": words.environmental(state),
        "modifications": modifications(told, day="dateSignatureModification", value="valeurGlobale"),
    }


def _procedure(own: Concession) -> str | None:
    if own.negotiated is None or own.restricted is None:
        return None
    return f"Procédure {'' if own.negotiated else 'non '}négociée {'restreinte' if own.restricted else 'ouverte'}"
