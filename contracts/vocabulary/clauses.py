"""The conditions that bind the holder of a contract, beyond price and object."""

from enum import StrEnum

from contracts.vocabulary.word import Word


class Reservation(StrEnum):
    """For whom a lot is kept (marché réservé): CCP L2113-12 to L2113-16, L2113-13-1 for prisons."""

    DISABILITY = "disability"
    INTEGRATION = "integration"
    DISABILITY_AND_INTEGRATION = "disability-and-integration"
    PRISON = "prison"
    SOCIAL_ECONOMY = "social-economy"


class Clauses(Word):
    """The performance conditions of a lot (conditions d'exécution): CCP L2112-2."""

    social: bool = False
    environmental: bool = False
    equality: bool = False
    innovation: bool = False
    reserved: Reservation | None = None
