"""One contract or concession of the essential data, as one of our contracts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from contracts.reference.labels import plain
from contracts.reference.nuts import units
from contracts.reference.purchasing import area_of, nature_of
from contracts.vocabulary import ContractState, Holder, Identifier, Place, Procedure, Role, Scheme, Technique
from deploy.cli import cells, places
from deploy.cli.decp_terms import NOTHING, day, listed, money, part, terms_of
from deploy.cli.reading import Entry, Reading

_NARROW = ("departement", "commune", "postal")
_NO_GROUP = plain("Pas de groupement")
_RANKED = (Technique.FRAMEWORK, Technique.DYNAMIC_SYSTEM, Technique.SUBSEQUENT, Technique.TRANCHES, Technique.OTHER)
"""Which technique names a contract that uses several."""


@dataclass(frozen=True)
class Form:
    """Where a contract or a concession keeps what both have."""

    buyer: str
    holders: str
    holder: str
    value: str
    notified: str


MARKET = Form("acheteur", "titulaires", "titulaire", "montant", "dateNotification")
CONCESSION = Form("autoriteConcedante", "concessionnaires", "concessionnaire", "valeurGlobale", "dateSignature")
"""A concession is not notified in the essential data: the day of its signature stands for it."""


def entry_of(node: Any, number: int, form: Form, reading: Reading) -> Entry | None:
    """The contract, or None, reported, where what every contract needs is missing."""
    if not isinstance(node, dict):
        reading.report(number, "row", "not a JSON object", refused=True)
        return None
    return _Contract(node, number, form, reading).entry()


@dataclass(frozen=True)
class _Contract:
    """One node of the file, its number, and where to report what is wrong in it."""

    node: dict[str, Any]
    number: int
    form: Form
    reading: Reading

    def entry(self) -> Entry | None:
        """The contract, if it has a buyer, a reference and a holder."""
        found = {name: value for name, value in self._fields().items() if value is not None}
        for name in ("buyer", "reference", "holders"):
            if not found.get(name):
                self.reading.report(self.number, name, "missing or wrong, and every contract needs it", refused=True)
                return None
        if "title" not in found:
            self.reading.report(self.number, "title", "missing: the reference stands in its place")
        try:
            place = self._place()
            state = ContractState(**{"title": found["reference"], "places": self._places(place), **found})
            return Entry((self.number,), state, place)
        except ValidationError as error:
            self.reading.report(self.number, "row", cells.reason_of(error), refused=True)
            return None

    def _fields(self) -> dict[str, Any]:
        cpv = self._read("cpv", self.node, "codeCPV", cells.cpv)
        changes = self._changes()
        initial = self._read("initial", self.node, self.form.value, money)
        months = self._read("months", self.node, "dureeMois", _months)
        return {
            "buyer": self._buyer(),
            "reference": self._read("reference", self.node, "id", cells.text),
            "title": self._read("title", self.node, "objet", cells.text),
            "cpv": cpv,
            "area": cpv and area_of(cpv),
            "nature": cpv and nature_of(cpv),
            "procedure": self._procedure(),
            "technique": self._technique(),
            "initial": initial,
            "current": _last(changes, "current") or initial,
            "months": months if (changed := _last(changes, "months")) is None else changed,
            "signed_on": self._read("signed_on", self.node, "dateSignature", day),
            "notified_on": self._read("notified_on", self.node, self.form.notified, day),
            "bids": self._read("bids", self.node, "offresRecues", _count),
            "holders": self._holders(),
            "origin_france": self._read("origin_france", self.node, "origineFrance", part),
            "origin_european": self._read("origin_european", self.node, "origineUE", part),
            "published_on": self._read("published_on", self.node, "datePublicationDonnees", day),
            **terms_of(self.node, self._read, is_concession=self.form is CONCESSION),
        }

    def _place(self) -> Place | None:
        """Where it is performed, unless that is wider than a département."""
        node = self.node.get("lieuExecution")
        kind = plain(str(node.get("typeCode"))) if isinstance(node, dict) else ""
        if not any(narrow in kind for narrow in _NARROW):
            return None
        found: Place | None = self._read("place", node, "code", places.from_code)
        return found

    def _places(self, place: Place | None) -> tuple[str, ...]:
        """The territorial unit of level 3 in which it is performed."""
        unit = units().get(place.department) if place and place.department else None
        return (unit,) if unit else ()

    def _read(self, name: str, node: Any, key: str, parse: Callable[[str], Any]) -> Any:
        """A value of a node, or None where nothing is said or, reported, where it cannot be read."""
        said = node.get(key) if isinstance(node, dict) else None
        if said is None or isinstance(said, dict | list) or plain(str(said)) in NOTHING:
            return None
        try:
            return parse(str(said).replace("\x00", ""))
        except ValueError as error:
            self.reading.report(self.number, name, cells.reason_of(error))
            return None

    def _buyer(self) -> str | None:
        held = self.node.get(self.form.buyer)
        node = held if isinstance(held, dict) else {"id": held}
        found: str | None = self._read("buyer", node, "id", cells.siret)
        return found

    def _procedure(self) -> Procedure | None:
        if self.form is CONCESSION:
            return Procedure.CONCESSION
        read = self._read("procedure", self.node, "procedure", lambda said: cells.word(said, Procedure))
        return read if isinstance(read, Procedure) else None

    def _technique(self) -> Technique:
        """A contract under a framework agreement is a subsequent one; else what its techniques and modalities say."""
        if self._read("technique", self.node, "idAccordCadre", cells.text):
            return Technique.SUBSEQUENT
        techniques = listed(self.node.get("techniques"), "technique")
        modalities = listed(self.node.get("modalitesExecution"), "modaliteExecution")
        own = [] if self.form is CONCESSION else [self.node.get("nature")]
        said = ({"said": each} for each in (*techniques, *modalities, *own))
        found = {self._read("technique", each, "said", lambda word: cells.word(word, Technique)) for each in said}
        return next((technique for technique in _RANKED if technique in found), Technique.SIMPLE)

    def _changes(self) -> list[dict[str, Any]]:
        """Value and duration after each modification, oldest first."""
        nodes = [each for each in listed(self.node.get("modifications"), "modification") if isinstance(each, dict)]
        days = ("dateNotificationModification", "dateSignatureModification", "datePublicationDonneesModification")
        dated = sorted(nodes, key=lambda each: next((str(each[day]) for day in days if each.get(day)), ""))
        return [
            {
                "current": self._read("current", each, self.form.value, money),
                "months": self._read("months", each, "dureeMois", _months),
            }
            for each in dated
        ]

    def _holders(self) -> tuple[Holder, ...]:
        """The holders on the day of notification; the first one of a group is taken for its lead."""
        nodes = [each for each in listed(self.node.get(self.form.holders), self.form.holder) if isinstance(each, dict)]
        group = self.node.get("typeGroupementOperateurs")
        grouped = len(nodes) > 1 and isinstance(group, str) and plain(group) not in {*NOTHING, _NO_GROUP}
        roles = [Role.LEAD, *[Role.MEMBER] * len(nodes)] if grouped else [Role.SOLE] * len(nodes)
        holders = (self._holder(each, role) for each, role in zip(nodes, roles, strict=False))
        return tuple(holder for holder in holders if holder)

    def _holder(self, node: dict[str, Any], role: Role) -> Holder | None:
        """The format gives no names since version 2: a holder without one is called by its identifier."""
        scheme = self._read("holders.scheme", node, "typeIdentifiant", lambda said: cells.word(said, Scheme))
        identifier = self._read("holders.identifier", node, "id", lambda said: cells.operator(said, scheme))
        name = self._read("holders.name", node, "denominationSociale", cells.text)
        name = name or self._read("holders.name", node, "id", cells.text)
        if name is None:
            self.reading.report(self.number, "holders", "a holder without a name and without an identifier")
            return None
        if not isinstance(identifier, Identifier):
            return Holder(name=name, role=role)
        return Holder(identifier=identifier, name=name, role=role, place=places.from_identifier(identifier))


def _months(said: str) -> int:
    return cells.months(cells.number(said))


def _count(said: str) -> int:
    return cells.count(cells.number(said))


def _last(changes: Sequence[dict[str, Any]], name: str) -> Any:
    told = [change[name] for change in changes if change[name] is not None]
    return told[-1] if told else None
