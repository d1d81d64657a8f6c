"""Numbers of companies that do not exist: valid by their check digits, in a range that INSEE never gave out."""

from stdnum import luhn

_HIGHEST = 99_999


def siret(number: int) -> str:
    """SIRET of the head office of the invented company of this number, below 100,000: its SIREN begins with 000."""
    if not 0 < number <= _HIGHEST:
        raise ValueError(f"{number} is not between 1 and {_HIGHEST}")
    return _checked(_checked(f"{number:08d}") + "0001")


def _checked(digits: str) -> str:
    return digits + str(luhn.calc_check_digit(digits))
