"""What can be shown of a contract: the columns that people choose, sort by and export."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from chassis.errors import Unacceptable


class Kind(StrEnum):
    """What a column holds: words, a number, EUR excluding VAT, a day, an instant, yes or no, or several words."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    RATE = "rate"
    DAY = "day"
    INSTANT = "instant"
    FLAG = "flag"
    LIST = "list"


class ColumnUnknown(Unacceptable):
    """No column of contracts has this name; `/observatory/columns` lists them."""


@dataclass(frozen=True)
class Column:
    """One column: its name, what it holds, and what it is called in French and in English."""

    name: str
    kind: Kind
    fr: str
    en: str

    @property
    def sortable(self) -> bool:
        """Whether contracts can be put in its order."""
        return self.kind is not Kind.LIST


_TOLD = (
    ("contract_id", Kind.TEXT, "Identifiant du contrat", "Contract"),
    ("version", Kind.COUNT, "Version", "Version"),
    ("reference", Kind.TEXT, "Numéro chez l’acheteur", "Buyer's reference"),
    ("title", Kind.TEXT, "Objet", "Subject"),
    ("notified_on", Kind.DAY, "Notifié le", "Notified on"),
    ("buyer", Kind.TEXT, "Acheteur (SIRET)", "Buyer (SIRET)"),
    ("principal", Kind.TEXT, "Mandant, sinon l’acheteur (SIRET)", "Principal, else the buyer (SIRET)"),
    ("department", Kind.TEXT, "Direction", "Department"),
    ("area", Kind.TEXT, "Segment d’achat", "Purchase area"),
    ("cpv", Kind.TEXT, "Code CPV", "CPV code"),
    ("nature", Kind.TEXT, "Nature", "Nature"),
    ("procedure", Kind.TEXT, "Procédure de passation", "Award procedure"),
    ("technique", Kind.TEXT, "Technique d’achat ou forme", "Purchasing technique or form"),
    ("initial", Kind.MONEY, "Montant notifié, EUR HT", "Value at notification, EUR excl. VAT"),
    ("current", Kind.MONEY, "Montant après modifications, EUR HT", "Value after modifications, EUR excl. VAT"),
    ("planned", Kind.MONEY, "Estimation, EUR HT", "Estimate, EUR excl. VAT"),
    ("paid", Kind.MONEY, "Payé, EUR HT", "Paid, EUR excl. VAT"),
    ("maximum", Kind.MONEY, "Maximum de l’accord-cadre, EUR HT", "Ceiling of the framework, EUR excl. VAT"),
    ("holder", Kind.TEXT, "Titulaire (mandataire)", "Holder (lead)"),
    ("company", Kind.TEXT, "Titulaire (SIREN ou identifiant)", "Holder (SIREN or identifier)"),
    ("holders", Kind.COUNT, "Titulaires", "Holders"),
    ("size", Kind.TEXT, "Taille du titulaire", "Size of the holder"),
    ("place", Kind.TEXT, "Département du titulaire", "Département of the holder"),
    ("commune", Kind.TEXT, "Commune du titulaire", "Commune of the holder"),
    ("territory", Kind.TEXT, "Origine du titulaire", "Origin of the holder"),
    ("regional", Kind.FLAG, "Un titulaire de la région", "A holder of the region"),
    ("previous_on", Kind.DAY, "Contrat précédent d’un titulaire", "Previous contract of a holder"),
    ("bids", Kind.COUNT, "Offres reçues", "Bids received"),
    ("months", Kind.COUNT, "Durée, mois", "Duration, months"),
    ("lot", Kind.COUNT, "Lot", "Lot"),
    ("procedure_id", Kind.TEXT, "Consultation", "Tender"),
    ("framework", Kind.TEXT, "Accord-cadre", "Framework agreement"),
    ("price_form", Kind.TEXT, "Forme du prix", "Form of the price"),
    ("price_revision", Kind.FLAG, "Prix révisable", "Price revision"),
    ("advance", Kind.RATE, "Avance offerte, 0 à 1", "Advance offered, 0 to 1"),
    ("social", Kind.FLAG, "Clause sociale", "Social clause"),
    ("environmental", Kind.FLAG, "Clause environnementale", "Environmental clause"),
    ("equality", Kind.FLAG, "Clause d’égalité", "Equality clause"),
    ("innovation", Kind.FLAG, "Achat innovant", "Innovation"),
    ("reserved", Kind.TEXT, "Marché réservé", "Reserved"),
    ("modifications", Kind.COUNT, "Modifications", "Modifications"),
    ("electronic", Kind.FLAG, "Notifié par voie électronique", "Notified electronically"),
    ("signed_on", Kind.DAY, "Signé le", "Signed on"),
    ("published_on", Kind.DAY, "Publié le", "Published on"),
    ("ends_on", Kind.DAY, "Fin prévue", "Ends on"),
    ("ended_on", Kind.DAY, "Fin réelle", "Ended on"),
    ("grade", Kind.TEXT, "Complétude, A à E", "Completeness, A to E"),
    ("lacking", Kind.LIST, "Champs manquants", "Missing fields"),
    ("anomalies", Kind.LIST, "Montants écartés et règle", "Values set aside, and by which rule"),
    ("recorded_at", Kind.INSTANT, "Enregistré le", "Recorded at"),
)
COLUMNS: Mapping[str, Column] = {told[0]: Column(*told) for told in _TOLD}
"""Every column by name, in the order of exports."""
USUAL = (
    "contract_id", "reference", "title", "notified_on", "buyer", "department", "area", "cpv", "nature", "procedure",
    "initial", "holder", "company", "size", "place", "bids", "grade",
)  # fmt: skip
"""The columns of whoever does not choose."""


def chosen(names: tuple[str, ...], usual: tuple[str, ...] = USUAL) -> tuple[Column, ...]:
    """The columns of these names, each once, else the usual ones; raises `ColumnUnknown`."""
    for name in names:
        if name not in COLUMNS:
            raise ColumnUnknown(f"Contracts have no column {name}", column=name)
    return tuple(COLUMNS[name] for name in dict.fromkeys(names or usual))
