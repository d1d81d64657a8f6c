"""What a rule warns of."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Caution:
    """A breach that the law tolerates if the buyer answers for it: its code, the article, and a sentence."""

    code: str
    article: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.sentence} ({self.article})"
