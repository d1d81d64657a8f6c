"""How complete and how plausible records are, as documents."""

from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel, Field

from contracts.indicators import Words, indicators
from contracts.reference.purchasing import departments
from services.analytics.api.explorer_resources import ChangeResource
from services.analytics.domain.anomaly import RULES
from services.analytics.domain.change import changes
from services.analytics.domain.field import ENOUGH, FIELDS
from services.analytics.persistence.exploring.corrections import Correction
from services.analytics.persistence.exploring.quality import Completeness


class FieldResource(BaseModel):
    """A field of records: how many contracts fill it, and the figures that cannot be relied on where few do."""

    field: str
    words: Words
    graded: bool = Field(description="one of the ten fields of the grade (indicator Q3)")
    filled: int
    rate: str | None = Field(description="from 0 to 1")
    not_measurable: list[str] = Field(description="indicators that need it filled more often than it is")

    @classmethod
    def of(cls, name: str, filled: int, contracts: int) -> "FieldResource":
        """What is said of one field."""
        field, enough = FIELDS[name], filled >= ENOUGH * contracts
        needing = [] if enough else [one.id for one in indicators().values() if field.feeds(one)]
        rate = f"{filled / contracts:.4f}" if contracts else None
        return cls(field=name, words=field.words, graded=field.graded, filled=filled, rate=rate, not_measurable=needing)


class DepartmentQuality(BaseModel):
    """The records of a department; null gathers those that name none."""

    department: str | None
    contracts: int
    grades: dict[str, int]
    fields: list[FieldResource]

    @classmethod
    def of(cls, found: Completeness) -> "DepartmentQuality":
        """The document of what was counted."""
        fields = [FieldResource.of(name, filled, found.contracts) for name, filled in found.filled.items()]
        return cls(department=found.department, contracts=found.contracts, grades=dict(found.grades), fields=fields)


class Shortcoming(BaseModel):
    """Why figures cannot be relied on for a department: a field that it does not fill."""

    department: str | None
    field: str
    indicators: list[str]
    fr: str
    en: str

    @classmethod
    def of(cls, department: str | None, field: FieldResource) -> "Shortcoming":
        """The sentence of one field of one department."""
        listed, percent = ", ".join(field.not_measurable), f"{100 * float(field.rate or 0):.0f}"
        known = departments().get(department or "")
        who_fr = known.fr if known else department or "sans direction"
        who_en = known.en if known else department or "no department"
        return cls(
            department=department,
            field=field.field,
            indicators=field.not_measurable,
            fr=f"{listed} : non mesurable, car {who_fr} ne renseigne « {field.words.fr} » qu’à {percent} %.",
            en=f'{listed}: not measurable, as {who_en} fills "{field.words.en}" in {percent}% of its records only.',
        )


class RuleResource(BaseModel):
    """A rule that sets values aside, and how many of each kind it did."""

    rule: str
    words: Words
    set_aside: dict[str, int]


class QualityResource(BaseModel):
    """The records of a slice as a whole and by department."""

    whole: DepartmentQuality
    departments: list[DepartmentQuality]
    not_measurable: list[Shortcoming]
    anomalies: list[RuleResource]
    positions: dict[str, int]

    @classmethod
    def of(
        cls, found: list[Completeness], set_aside: list[tuple[str, str, int]], positions: dict[str, int]
    ) -> "QualityResource":
        """The document; the whole comes first."""
        whole, *parts = (DepartmentQuality.of(one) for one in found)
        missing = [
            Shortcoming.of(one.department, field) for one in parts for field in one.fields if field.not_measurable
        ]
        rules = [
            RuleResource(rule=code, words=words, set_aside={value: n for value, rule, n in set_aside if rule == code})
            for code, words in RULES.items()
        ]
        return cls(whole=whole, departments=parts, not_measurable=missing, anomalies=rules, positions=positions)


class CorrectionResource(BaseModel):
    """A correction of a record: a fact, with what it changed."""

    contract_id: UUID
    version: int
    buyer: str
    reference: str
    title: str
    recorded_at: datetime
    changes: list[ChangeResource]

    @classmethod
    def of(cls, one: Correction) -> "CorrectionResource":
        """The document of a correction."""
        told: dict[str, Any] = {name: getattr(one, name) for name in cls.model_fields if name != "changes"}
        return cls(**told, changes=[ChangeResource(**vars(each)) for each in changes(one.before, one.after)])


class CorrectionPage(BaseModel):
    """Corrections, the latest first."""

    items: list[CorrectionResource]
    next: str | None
    prev: str | None
