"""A look back: what was true on a day, and what the observatory knew at the end of one."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Past:
    """Which world figures are of; with neither day, the present one.

    `as_of`: what was true on that day, by all that is known today. `as_known_on`: what the observatory had been told by
    the end of that day, Europe/Paris. Both together: what it would have said on the one day of the other.
    """

    as_of: date | None = None
    as_known_on: date | None = None

    @property
    def is_present(self) -> bool:
        """Whether it is no look back."""
        return self.as_of is None and self.as_known_on is None


PRESENT = Past()
