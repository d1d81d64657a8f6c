"""What people type into a search box, as the words that are looked for."""

import re
import unicodedata

MOST_WORDS = 10
_WORD = re.compile(r"[^\W_]+(?:[-./'’_][^\W_]+)*")


def folded(text: str) -> str:
    """The text in small letters without accents, as contracts keep theirs for searching."""
    bare = "".join(one for one in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(one))
    return bare.replace("œ", "oe").replace("æ", "ae")


def words(text: str) -> tuple[str, ...]:
    """Each word once, in order, at most `MOST_WORDS`; a reference such as `2025-T-012` is one word."""
    return tuple(dict.fromkeys(_WORD.findall(folded(text))))[:MOST_WORDS]
