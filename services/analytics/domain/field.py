"""What a record of a contract should say, and what cannot be measured where it does not."""

from collections.abc import Mapping
from dataclasses import dataclass

from contracts.indicators import Indicator, Words

ENOUGH = 0.8
"""Part of the records that have to fill a field before figures made from it can be relied on."""


@dataclass(frozen=True)
class Field:
    """A field of a contract; `graded` where it is one of the ten that its grade is made of (indicator Q3)."""

    name: str
    words: Words
    graded: bool = False

    def feeds(self, indicator: Indicator) -> bool:
        """Whether a figure reads it."""
        return any(said == self.name or said.endswith(f".{self.name}") for said in indicator.inputs)


_TEN = (
    ("cpv", "Code CPV", "CPV code"),
    ("initial", "Montant notifié", "Value at notification"),
    ("notified_on", "Date de notification", "Day of notification"),
    ("places", "Lieu d’exécution", "Place of performance"),
    ("price_form", "Forme du prix", "Form of the price"),
    ("title", "Objet", "Subject"),
    ("nature", "Nature", "Nature"),
    ("months", "Durée", "Duration"),
    ("procedure", "Procédure de passation", "Award procedure"),
    ("holders.identifier", "Titulaire identifié", "Identified holder"),
)
_MORE = (
    ("bids", "Offres reçues", "Bids received"),
    ("holders.size", "Taille du titulaire", "Size of the holder"),
    ("holders.place", "Lieu du titulaire", "Place of the holder"),
    ("department", "Direction", "Department"),
    ("area", "Segment d’achat", "Purchase area"),
    ("clauses", "Considérations sociales et environnementales", "Social and environmental considerations"),
    ("advance", "Avance", "Advance"),
    ("planned", "Estimation", "Estimate"),
    ("price_revision", "Révision du prix", "Price revision"),
    ("electronic", "Notification électronique", "Electronic notification"),
)
FIELDS: Mapping[str, Field] = {
    name: Field(name, Words(fr=fr, en=en), graded=graded)
    for graded, told in ((True, _TEN), (False, _MORE))
    for name, fr, en in told
}
"""Every field that is looked at, the ten of the grade first."""
