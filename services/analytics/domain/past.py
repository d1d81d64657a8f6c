"""A look back: what was true on a day, and what the observatory knew at the end of one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Past:
    """Which world figures are of; with neither day, the present one.

    `as_of`: what was true on that day, by all that is known today. `as_known_on`: what the observatory had been told by
    the end of that day, Europe/Paris. Both: what was true on the one day, by what was known at the end of the other.
    """

    as_of: date | None = None
    as_known_on: date | None = None

    @property
    def is_present(self) -> bool:
        """Whether it is no look back."""
        return self.as_of is None and self.as_known_on is None

    @property
    def words(self) -> tuple[str, str]:
        """How a figure of it is to be read, in French and in English."""
        truth_fr = f"Ce qui était vrai le {self.as_of}" if self.as_of else "Ce qui est vrai"
        truth = f"What was true on {self.as_of}" if self.as_of else "What is true"
        if self.as_known_on is None:
            return (
                f"{truth_fr}, d’après tout ce que l’observatoire sait aujourd’hui, corrections comprises.",
                f"{truth}, by all that the observatory knows today, corrections included.",
            )
        return (
            f"{truth_fr}, d’après ce que l’observatoire savait à la fin du {self.as_known_on}, sans la suite.",
            f"{truth}, by what the observatory knew at the end of {self.as_known_on}, without what came after.",
        )


PRESENT = Past()
