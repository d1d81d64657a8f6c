"""What a good client does: each rule a function that looks through the record."""

from deploy.cli.conformance.rules import changing, following, proving, reading, receiving, repeating
from deploy.cli.conformance.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *proving.RULES,
    *repeating.RULES,
    *changing.RULES,
    *reading.RULES,
    *following.RULES,
    *receiving.RULES,
)
