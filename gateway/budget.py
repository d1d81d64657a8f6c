"""A budget of repetitions: what fails for everybody is not asked twice as often."""

REPEATED_SHARE = 0.1
"""At most this part of the calls is repeated."""
MOST_SAVED = 10.0
"""Repetitions that a quiet time saves for a bad moment."""


class Budget:
    """Each call earns a part of a repetition, each repetition spends one."""

    def __init__(self) -> None:
        self._saved = MOST_SAVED

    def earn(self) -> None:
        """A call is made."""
        self._saved = min(self._saved + REPEATED_SHARE, MOST_SAVED)

    def spends(self) -> bool:
        """Whether a call may be repeated; it is paid for then."""
        if self._saved < 1:
            return False
        self._saved -= 1
        return True
