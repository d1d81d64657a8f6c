"""Which procedures a need may be met by, and what follows from each: pure, from the figures of the day of launch."""

from datetime import date
from decimal import Decimal

from chassis.errors import Refusal
from contracts.calendar import earliest_deadline
from contracts.reference import legal
from contracts.reference.procedures import Condition, Phase, ProcedureRules, procedures
from contracts.vocabulary import Procedure
from services.tenders.domain.advised import (
    Advice,
    AdvisedAdvance,
    AdvisedExemption,
    AdvisedPhase,
    AdvisedProcedure,
    AdvisedStandstill,
    AdvisedThreshold,
    Said,
)
from services.tenders.domain.enquiry import Choice, Enquiry, PlannedLot
from services.tenders.domain.rules import advance
from services.tenders.domain.rules.caution import Caution
from services.tenders.domain.rules.consultation import judge_consultation
from services.tenders.domain.rules.exemption import judge_exemption
from services.tenders.domain.rules.need import value_of
from services.tenders.domain.rules.needs import counted_since, judge_needs
from services.tenders.domain.rules.notice import time_limit
from services.tenders.domain.rules.phases import phases_of
from services.tenders.domain.rules.publicity import publicity_of
from services.tenders.domain.rules.standstill import standstill_limit

_CHOICES = tuple(each for each in Procedure if each is not Procedure.OTHER)
_PLANNED = PlannedLot(number=1)
_NOTHING = Decimal(0)


def advise(enquiry: Enquiry, met: Decimal = _NOTHING, *, on: date) -> Advice:
    """What the law of the day of launch says of a need; `met` is what its category came to, in euros excluding VAT."""
    lots = enquiry.lots or (_PLANNED,)
    adapted = enquiry.by(Procedure.ADAPTED)
    return Advice(
        launch=on,
        value=value_of(adapted, lots),
        social=enquiry.is_social,
        formalised_from=_threshold(legal.formalised_threshold(enquiry.nature, on=on)),
        without_publicity_under=_threshold(legal.publicity_threshold(enquiry.nature, on=on)),
        procedures=tuple(_advised(enquiry.by(each), lots, on) for each in _CHOICES),
        environment=_environment(on),
        advances=tuple(_advance(lot, on) for lot in lots if lot.value and lot.months is not None),
        counted_since=counted_since(on),
        needs=tuple(map(_said, judge_needs(adapted, lots, met, on=on))),
    )


def _advised(choice: Choice, lots: tuple[PlannedLot, ...], on: date) -> AdvisedProcedure:
    rules = procedures()[choice.procedure]
    refusal, cautions = _judged(choice, lots, on)
    publicity = publicity_of(choice, lots, on=on)
    return AdvisedProcedure(
        procedure=choice.procedure,
        fr=rules.fr,
        en=rules.en,
        article=f"CCP {rules.article}",
        lawful=refusal is None,
        refusal=refusal,
        condition=_condition(rules.condition),
        cautions=cautions,
        publicity=publicity.level,
        publicity_article=publicity.article,
        phases=_phases(choice, lots, on),
        standstill=_standstill(choice, lots, on),
        exemptions=_exemptions(rules, choice, lots, on),
    )


def _judged(choice: Choice, lots: tuple[PlannedLot, ...], on: date) -> tuple[Said | None, tuple[Said, ...]]:
    try:
        return None, tuple(map(_said, judge_consultation(choice, lots, on=on)))
    except Refusal as refusal:
        return Said.of(refusal.code(), str(refusal.facts["article"]), refusal.detail), ()


def _phases(choice: Choice, lots: tuple[PlannedLot, ...], on: date) -> tuple[AdvisedPhase, ...]:
    """Each phase begins at the earliest end of the one before."""
    advised, begins = [], on
    for phase in phases_of(choice):
        shown = _phase(phase, choice, lots, on, begins)
        advised.append(shown)
        begins = shown.earliest or begins
    return tuple(advised)


def _phase(phase: Phase, choice: Choice, lots: tuple[PlannedLot, ...], on: date, begins: date) -> AdvisedPhase:
    limit = time_limit(phase, choice, lots, on=on)
    return AdvisedPhase(
        phase=phase.phase,
        fr=phase.fr,
        en=phase.en,
        article=limit.article if limit else f"CCP {phase.article}",
        days=limit.days if limit else None,
        binding=bool(limit and limit.binding),
        earliest=earliest_deadline(begins, limit.days) if limit else None,
        open_to=phase.open_to,
        repeats=phase.repeats,
        optional=phase.optional,
        minimum_candidates=phase.minimum_candidates,
    )


def _standstill(choice: Choice, lots: tuple[PlannedLot, ...], on: date) -> AdvisedStandstill | None:
    limit = standstill_limit(choice, lots, on=on)
    return AdvisedStandstill(days=limit.days, article=limit.article) if limit else None


def _exemptions(
    rules: ProcedureRules, choice: Choice, lots: tuple[PlannedLot, ...], on: date
) -> tuple[AdvisedExemption, ...]:
    """The reasons of the closed list that nature and value do not exclude."""
    return tuple(
        AdvisedExemption(code=each.code, fr=each.fr, en=each.en, article=f"CCP {each.article}")
        for each in rules.reasons
        if _could_give(choice.model_copy(update={"exemption": each.code}), lots, on)
    )


def _could_give(choice: Choice, lots: tuple[PlannedLot, ...], on: date) -> bool:
    try:
        judge_exemption(choice, lots, on=on)
    except Refusal:
        return False
    return True


def _advance(lot: PlannedLot, on: date) -> AdvisedAdvance:
    value, months = lot.value.amount if lot.value else Decimal(0), lot.months or 0
    return AdvisedAdvance(
        lot=lot.number,
        due=advance.is_due(value, months, on=on),
        minimum=advance.minimum_rate(sme=False, on=on),
        minimum_sme=advance.minimum_rate(sme=True, on=on),
        maximum=advance.maximum_rate(on=on),
        article="CCP R2191-3, R2191-7",
    )


def _environment(on: date) -> Said | None:
    required = legal.find("environmental-criterion", on=on)
    if required is None:
        return None
    sentence = "Each lot has a criterion and a performance condition that look at the environment."
    return Said.of("environment-required", required.source, sentence)


def _condition(condition: Condition | None) -> Said | None:
    if condition is None:
        return None
    return Said(code="condition", article=f"CCP {condition.article}", fr=condition.fr, en=condition.en)


def _threshold(figure: legal.Figure) -> AdvisedThreshold:
    return AdvisedThreshold(value=figure.value, article=figure.source)


def _said(caution: Caution) -> Said:
    return Said.of(caution.code, caution.article, caution.sentence)
