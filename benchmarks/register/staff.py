"""How large invented companies are, by INSEE's bands of staff (tranche d'effectifs): 95 of 100 have under ten."""

from itertools import accumulate

SHARES = {
    "NN": 620,
    "00": 80,
    "01": 140,
    "02": 70,
    "03": 41,
    "11": 26,
    "12": 15,
    "21": 4,
    "22": 2.4,
    "31": 0.4,
    "32": 0.7,
    "41": 0.3,
    "42": 0.12,
    "51": 0.05,
    "52": 0.02,
    "53": 0.01,
}
"""Of a thousand companies, how many are of each band."""
BANDS = tuple(SHARES)
CUMULATED = tuple(accumulate(SHARES.values()))
_MIDDLE = frozenset({"32", "41", "42", "51"})
_LARGE = frozenset({"52", "53"})


def category(band: str) -> str:
    """The size class that SIRENE shows for a company of this band (catégorie d'entreprise: decree 2008-1354)."""
    return "GE" if band in _LARGE else "ETI" if band in _MIDDLE else "PME"
