"""The one currency in which prices are compared."""

from collections import Counter


class MainCurrency:
    """The declared currency, else the first one seen; other amounts are left out and counted."""

    def __init__(self, declared: str | None = None) -> None:
        self.code = declared
        self.left_out: Counter[str] = Counter()

    def accepts(self, currency: str | None) -> bool:
        """Whether an amount in this currency (ISO 4217) is comparable."""
        if currency is None:
            return False
        if self.code is None:
            self.code = currency
        if currency != self.code:
            self.left_out[currency] += 1
        return currency == self.code
