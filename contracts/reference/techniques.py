"""Purchasing techniques as data: framework agreements and dynamic purchasing systems (techniques d'achat)."""

from collections.abc import Mapping
from functools import cache

from contracts.reference.document import Document, Labelled, read_folder
from contracts.reference.procedures import FigureKey, Phase
from contracts.vocabulary import Procedure, Technique, Text


class Call(Labelled):
    """A way to buy under a technique; `competed` where the holders compete anew."""

    article: Text
    competed: bool


class TechniqueRules(Document):
    """What the code de la commande publique says of one technique.

    `maximum` is the article that asks for a maximum value, `months` the key of the longest duration, `procedure` the
    only procedure that it is awarded by; None where there is none. `phases` are those of its own, where it has any:
    what is set up takes requests from everyone, what is bought under it offers from those who were admitted.
    """

    code: Technique
    fr: Text
    en: Text
    article: Text
    maximum: Text | None = None
    months: FigureKey | None = None
    procedure: Procedure | None = None
    phases: tuple[Phase, ...] = ()
    calls: tuple[Call, ...]


@cache
def techniques() -> Mapping[Technique, TechniqueRules]:
    """The rules of each technique that has its own."""
    return {rules.code: rules for rules in read_folder("techniques", TechniqueRules)}
