"""How deep tests of properties look."""

import os

DEPTH = float(os.environ.get("PRENAN_DEPTH", "0.3"))
"""The share of the examples that each of them names; `PRENAN_DEPTH=1` looks at all, `PRENAN_DEPTH=50` for an hour."""
FEWEST = 5


def examples(number: int) -> int:
    """How many of so many examples this run looks at."""
    return max(FEWEST, round(number * DEPTH))
