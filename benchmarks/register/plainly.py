"""Words as SIRENE writes them."""

import unicodedata


def plainly(words: str) -> str:
    """Upper case without accents and apostrophes: `L'Haÿ-les-Roses` is `L HAY-LES-ROSES`."""
    letters = unicodedata.normalize("NFKD", words.upper().replace("'", " ").replace("Œ", "OE"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
