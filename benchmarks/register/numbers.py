"""Numbers of companies that do not exist: valid by Luhn, in the range under `0`, which INSEE never gave out."""

from collections.abc import Iterator
from random import Random

FIRST, LAST = 100_000, 9_999_999
"""The lowest hundred thousand belong to the sample market."""
_DIGITS = range(10)
_DOUBLED = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
_ESTABLISHMENTS = ((0.86, 1), (0.96, 2), (0.99, 4), (1.0, 12))
"""Up to which part of the companies have how many establishments: most have one."""


def _sum(number: int, doubled: int) -> int:
    """Luhn's sum over the four digits of a number, of which the last is doubled or the one before it."""
    digits = [int(digit) for digit in f"{number:04d}"]
    return sum(_DOUBLED[digit] if place % 2 == doubled else digit for place, digit in enumerate(digits))


_ODD = tuple(_sum(number, 1) for number in range(10_000))
_EVEN = tuple(_sum(number, 0) for number in range(10_000))


def siren(number: int) -> str:
    """The SIREN of the company of this number, between `FIRST` and `LAST`."""
    check = -(_ODD[number // 10_000] + _ODD[number % 10_000]) % 10
    return f"{number:08d}{check}"


def siret(company: str, establishment: int) -> str:
    """The SIRET of an establishment of a company, counted from 1."""
    inner = _EVEN[int(company[:4])] + _EVEN[int(company[4:8])] + _DOUBLED[int(company[8])]
    return f"{company}{establishment:04d}{-(inner + _ODD[establishment]) % 10}"


def companies(random: Random, first: int = FIRST) -> Iterator[tuple[str, int]]:
    """SIRENs in their order, each with how many establishments it has; at least one, seldom twelve."""
    for number in range(first, LAST + 1):
        drawn = random.random()
        yield siren(number), next(most for bound, most in _ESTABLISHMENTS if drawn < bound)
