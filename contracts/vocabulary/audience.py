"""Whom an answer to a question is for."""

from enum import StrEnum


class Audience(StrEnum):
    """Who is answered: whatever may help others goes to all (égalité de traitement): CCP L3."""

    ALL = "all"
    ASKER = "asker"
