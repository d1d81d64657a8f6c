"""Who approves a tender before it is published."""

from enum import StrEnum


class ReviewRole(StrEnum):
    """The part that somebody has in the approval of a tender (prescripteur, référent achat, juriste)."""

    PRESCRIBER = "prescriber"
    REFERENT = "referent"
    LEGAL = "legal"
