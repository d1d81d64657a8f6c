"""What is said at the end: steps, rules, and what was wrong on which occasion."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.markup import escape
from rich.table import Column, Table

from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.rules import RULES
from deploy.cli.conformance.rules.rule import Judgement, Rule, Verdict
from deploy.cli.conformance.steps import STEPS
from deploy.cli.options import screen

MOST_SHOWN = 3
_SHOWN = {Verdict.KEPT: "[green]kept", Verdict.BROKEN: "[red]broken", Verdict.UNSEEN: "[yellow]no occasion"}


@dataclass(frozen=True)
class Report:
    """The steps that were done, and what the record says of each rule."""

    done: Sequence[str]
    judged: Sequence[tuple[Rule, Judgement]]

    @classmethod
    def of(cls, recording: Recording, done: Sequence[str]) -> "Report":
        """Every rule, judged."""
        return cls(tuple(done), [(rule, rule.judge(recording)) for rule in RULES])

    @property
    def is_good(self) -> bool:
        """Whether all was done and no rule broken."""
        broken = any(judgement.verdict is Verdict.BROKEN for _, judgement in self.judged)
        return not broken and len(self.done) == len(STEPS)

    def document(self) -> dict[str, Any]:
        """The report for machines."""
        steps = [{"name": step.name, "done": step.name in self.done} for step in STEPS]
        rules = [
            {
                "name": rule.name, "rule": rule.sentence, "page": rule.page, "verdict": judgement.verdict,
                "occasions": judgement.occasions, "wrong": judgement.wrong,
            }
            for rule, judgement in self.judged
        ]  # fmt: skip
        return {"conforms": self.is_good, "steps": steps, "rules": rules}

    def show(self) -> None:
        """The report for people."""
        table = Table(Column("Rule", overflow="fold"), "Verdict", Column("Seen", justify="right"), "Read")
        for rule, judgement in self.judged:
            table.add_row(escape(rule.sentence), _SHOWN[judgement.verdict], str(judgement.occasions), rule.page)
        screen().print(table)
        for rule, judgement in self.judged:
            for wrong in judgement.wrong[:MOST_SHOWN]:
                screen().out(f"{rule.name}: {wrong}", style="red", highlight=False)
        missing = [step.name for step in STEPS if step.name not in self.done]
        if missing:
            screen().out(f"Not done: {', '.join(missing)}. What comes later was not seen.", style="red")
        if self.is_good:
            screen().print("The client conforms.", style="green")
