"""Shared words of public procurement, each with the validation that its standard gives."""

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from stdnum import luhn
from stdnum.eu import vat
from stdnum.fr import siren as siren_number
from stdnum.fr import siret as siret_number

_SIRET = re.compile(r"[0-9]{14}")
_LA_POSTE = "356000000"


def _siren(value: str) -> str:
    if not siren_number.is_valid(value):
        msg = f"{value!r} is not a SIREN: nine digits that pass the Luhn check"
        raise ValueError(msg)
    return value


def _siret(value: str) -> str:
    """Luhn over 14 digits; those of La Poste, too many for it, may sum to a multiple of five instead (INSEE).

    python-stdnum forgives spaces, and refuses the establishments of La Poste that pass by Luhn.
    """
    passes = siret_number.is_valid(value) or (value.startswith(_LA_POSTE) and luhn.is_valid(value))
    if not (_SIRET.fullmatch(value) and passes):
        msg = f"{value!r} is not a SIRET: fourteen digits that pass the Luhn check"
        raise ValueError(msg)
    return value


def _vat(value: str) -> str:
    """Written in one way, without blanks and points, so that one number is one identity."""
    if not vat.is_valid(value):
        msg = f"{value!r} is not a VAT number of the European Union"
        raise ValueError(msg)
    return str(vat.compact(value))


def _exact(value: object) -> object:
    """A binary float has already lost the decimals that it was written with, so it is refused."""
    if isinstance(value, float | bool):
        msg = "a decimal is written as a string, such as '12.50', never as a floating-point number"
        raise ValueError(msg)  # noqa: TRY004 - pydantic reports only this kind
    return value


# Patterns say [0-9] and not \d: the latter also matches the digits of other scripts.
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=4000, pattern=r"^[^\x00]*[^\s\x00][^\x00]*$"),
]
"""Words for people: something visible, and no NUL, which PostgreSQL cannot keep."""
Day = Annotated[date, Field(ge=date(1950, 1, 1), lt=date(2150, 1, 1))]
"""A day in living memory or in sight: others are mistakes of the pen, and some have no instant in Paris."""
Siren = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{9}$"),
    AfterValidator(_siren),
    Field(json_schema_extra={"format": "siren"}),
]
"""Number of a legal unit in the French register: nine digits, Luhn (INSEE)."""
Siret = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9]{14}$"),
    AfterValidator(_siret),
    Field(json_schema_extra={"format": "siret"}),
]
"""Number of an establishment in the French register: its SIREN and five digits, Luhn (INSEE)."""
VatNumber = Annotated[str, AfterValidator(_vat), Field(json_schema_extra={"format": "vat"})]
"""VAT number of a member state, with its country prefix (dir. 2006/112 art. 215)."""
Cpv = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
"""Common Procurement Vocabulary 2008, eight digits; its ninth is a look-up, not a checksum (Reg. 213/2008)."""
Nuts = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}[0-9A-Z]{0,3}$")]
"""Territorial unit, level 0 to 3 (Reg. 1059/2003)."""
CommuneCode = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|[13-8][0-9]|2[1-9AB]|9[0-578])[0-9]{3}$")]
"""INSEE code of a commune (code officiel géographique); 99xxx are foreign countries and refused."""
DepartmentCode = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|[13-8][0-9]|2[1-9AB]|9[0-5]|9[78][0-9])$")]
"""Code of a French département, or of a territory overseas (975, 98x)."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
"""ISO 3166-1 alpha-2."""
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A kebab-case code of our own reference data."""
Instant = AwareDatetime
"""A point in time with its offset; without one it is refused."""
Share = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=0, le=1, max_digits=7, decimal_places=6),
    WithJsonSchema({"type": "string", "format": "decimal", "pattern": r"^(0(\.[0-9]{1,6})?|1(\.0{1,6})?)$"}),
]
"""A part of a whole, from 0 to 1, as a decimal string."""
Amount = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(ge=0, max_digits=18, decimal_places=2),
    PlainSerializer(lambda amount: f"{amount:.2f}", return_type=str),
    WithJsonSchema({"type": "string", "format": "decimal", "pattern": r"^[0-9]{1,16}(\.[0-9]{1,2})?$"}),
]
"""A number of euros with at most two decimals, written with exactly two."""


class Word(BaseModel):
    """A value of the published language: immutable, and tolerant of fields that a later version added."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Money(Word):
    """An amount excluding VAT (montant hors taxes): a decimal string with two places, never a float."""

    amount: Amount
    currency: Literal["EUR"] = "EUR"


def euros(amount: Decimal | int | str) -> Money:
    """Money in euros, excluding VAT, rounded half up to the cent."""
    return Money(amount=Decimal(amount).quantize(Decimal("0.01"), ROUND_HALF_UP))


class Nature(StrEnum):
    """Main nature of what is bought (nature du marché): CCP L1111-2 to L1111-4."""

    WORKS = "works"
    GOODS = "goods"
    SERVICES = "services"


class Procedure(StrEnum):
    """How the contract was awarded (procédure de passation): CCP L2120-1 and following."""

    ADAPTED = "adapted"
    OPEN = "open"
    RESTRICTED = "restricted"
    NEGOTIATED = "negotiated"
    NEGOTIATED_WITH_CALL = "negotiated-with-call"
    DIALOGUE = "dialogue"
    WITHOUT_PUBLICITY = "without-publicity"
    INNOVATION_PARTNERSHIP = "innovation-partnership"
    CONCESSION = "concession"
    OTHER = "other"


class Technique(StrEnum):
    """Purchasing technique or form of the contract (technique d'achat, forme du marché)."""

    SIMPLE = "simple"
    FRAMEWORK = "framework"
    SUBSEQUENT = "subsequent"
    TRANCHES = "tranches"
    DYNAMIC_SYSTEM = "dynamic-system"
    OTHER = "other"


class SizeClass(StrEnum):
    """Size of a company at notification: TPE under 10 staff, PME 10 to 249, ETI, GE (decree 2008-1354)."""

    TPE = "tpe"
    PME = "pme"
    ETI = "eti"
    GE = "ge"


class Role(StrEnum):
    """Part of a holder in its contract: alone, mandataire (lead) or cotraitant (member)."""

    SOLE = "sole"
    LEAD = "lead"
    MEMBER = "member"


class LotOutcome(StrEnum):
    """How a lot ended: attribué, infructueux, déclaré sans suite."""

    AWARDED = "awarded"
    UNSUCCESSFUL = "unsuccessful"
    DROPPED = "dropped"


class Scheme(StrEnum):
    """Kind of an identifier of an economic operator (DECP 2.0, typeIdentifiant)."""

    SIRET = "SIRET"
    TVA = "TVA"
    TAHITI = "TAHITI"
    RIDET = "RIDET"
    FRWF = "FRWF"
    IREP = "IREP"
    OUTSIDE_EU = "HORS-UE"


def _identifier(value: "Identifier") -> "Identifier":
    checks = {Scheme.SIRET: _siret, Scheme.TVA: _vat}
    if check := checks.get(value.scheme):
        number = check(value.id)
        return value if number == value.id else value.model_copy(update={"id": number})
    if not re.fullmatch(r"[\w.\-/](?:[\w .\-/]{0,38}[\w.\-/])?", value.id):
        msg = f"{value.id!r} is not an identifier of scheme {value.scheme}"
        raise ValueError(msg)
    return value


class Identifier(Word):
    """A typed identifier of an economic operator; see `OperatorId` for the validated form."""

    scheme: Scheme = Scheme.SIRET
    id: str

    @property
    def siren(self) -> str | None:
        """The legal unit's number, where the identifier is a SIRET."""
        return self.id[:9] if self.scheme is Scheme.SIRET else None


OperatorId = Annotated[Identifier, AfterValidator(_identifier)]


class Place(Word):
    """Where an establishment is, as precisely as its source says; `department` follows from `commune` or post code."""

    commune: CommuneCode | None = None
    department: DepartmentCode | None = None
    country: Country = "FR"


class Holder(Word):
    """One holder of a contract (titulaire) as known on the day of notification; None where the source is silent."""

    identifier: OperatorId | None = None
    name: Text
    role: Role = Role.SOLE
    share: Share | None = None
    size: SizeClass | None = None
    place: Place | None = None
    natural_person: bool = False


class ContractState(Word):
    """All that is public about a contract (marché public, concession) at one of its versions.

    `reference` is the buyer's own number: (buyer, reference) is unique. `notified_on` is None where a register gives
    no date. Values exclude VAT: `planned` the estimate, `initial` at notification, `current` after modifications.
    """

    buyer: Siret
    reference: Text
    title: Text
    department: Code | None = None
    area: Code | None = None
    cpv: Cpv | None = None
    nature: Nature | None = None
    procedure: Procedure | None = None
    technique: Technique = Technique.SIMPLE
    planned: Money | None = None
    initial: Money | None = None
    current: Money | None = None
    signed_on: Day | None = None
    notified_on: Day | None = None
    months: Annotated[int, Field(ge=0, le=1200)] | None = None
    bids: Annotated[int, Field(ge=0, le=100_000)] | None = None
    holders: tuple[Holder, ...] = Field(min_length=1, max_length=200)
