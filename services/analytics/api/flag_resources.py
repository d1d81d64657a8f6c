"""How red flags are shown, and what callers send about them."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from contracts.flags import FlagSubject, RedFlagRaised
from contracts.vocabulary import Text
from services.analytics.domain.red_flag import Comment


class FlagCount(BaseModel):
    """How many flags stand; `department` is null for buyers, companies and procedures that name none."""

    rule: str
    subject: FlagSubject
    department: str | None
    year: int
    flags: int


class FlagCounts(BaseModel):
    """Flags that stand, counted; a flag is a question to put, and proves nothing."""

    items: list[FlagCount]


class FenceResource(BaseModel):
    """A bound beyond which a measure is unusual in a year, by what was compared the year before.

    Quartiles of Hyndman and Fan's type 8; the limit lies one and a half interquartile ranges beyond.
    """

    year: int
    comparison: str
    measure: str
    limit: float
    q1: float | None
    q3: float | None
    seen: int
    frozen_at: datetime


class FenceList(BaseModel):
    """Fences, the latest year first; once frozen they never change."""

    items: list[FenceResource]


class GivenComment(BaseModel):
    """What a buyer says of a flag."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Text


class CommentResource(BaseModel):
    """What the buyer said of a flag, and when."""

    id: UUID
    text: str
    written_at: datetime

    @classmethod
    def of(cls, comment: Comment) -> "CommentResource":
        """The document of a comment; who wrote it is for the buyer's own records."""
        return cls(id=comment.id, text=comment.text, written_at=comment.written_at)


class FlagResource(RedFlagRaised):
    """A flag that stands: why, what to look at, and what its buyer says."""

    id: UUID
    raised: bool
    comments: list[CommentResource]


class FlagPage(BaseModel):
    """Flags that stand, in a stable order."""

    items: list[FlagResource]
    next: str | None
    prev: str | None
