"""What a rule is: a sentence, where it is written, and the function that looks for what breaks it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from deploy.cli.conformance.recording import Recording

Checks = Iterator[str | None]
"""An occasion each on which the rule counted: what was wrong, or None where nothing was."""


class Verdict(StrEnum):
    """What a record says of a rule."""

    KEPT = "kept"
    BROKEN = "broken"
    UNSEEN = "unseen"
    """There was no occasion."""


@dataclass(frozen=True)
class Judgement:
    """A verdict, on how many occasions, and what was wrong on those where something was."""

    verdict: Verdict
    occasions: int
    wrong: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A rule; `page` says where integrators read about it."""

    name: str
    sentence: str
    page: str
    checks: Callable[[Recording], Checks]

    def judge(self, recording: Recording) -> Judgement:
        """What the record says."""
        found = list(self.checks(recording))
        wrong = tuple(one for one in found if one is not None)
        verdict = Verdict.BROKEN if wrong else Verdict.KEPT if found else Verdict.UNSEEN
        return Judgement(verdict, len(found), wrong)


def rule(page: str) -> Callable[[Callable[[Recording], Checks]], Rule]:
    """Make a rule of a function: its name is the rule's, its docstring the sentence."""

    def made(checks: Callable[[Recording], Checks]) -> Rule:
        sentence = (checks.__doc__ or "").strip().rstrip(".")
        return Rule(checks.__name__.replace("_", "-"), sentence, page, checks)

    return made
