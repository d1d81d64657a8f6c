"""What can go wrong between a program and the platform, as exceptions that say what to do about it."""

import email.utils
import time
from collections.abc import Mapping
from typing import Any

import httpx
from pydantic import BaseModel, ConfigDict

_RETRYABLE = frozenset({408, 425, 429, 502, 503, 504})
_STANDARD = frozenset(
    {"type", "title", "status", "code", "detail", "errors", "request_id", "retryable", "error", "error_description"}
)
_IN_PROGRESS = "still-in-progress"


class PrenanError(Exception):
    """Something between a program and the platform went wrong."""


class Unreachable(PrenanError):
    """Nobody answered for as long as one was patient; a repetition with the same `once` is still one act."""


class Flaw(BaseModel):
    """One thing that is wrong with a request: a JSON pointer, a stable code, a sentence."""

    model_config = ConfigDict(frozen=True)

    pointer: str = ""
    code: str = ""
    detail: str = ""


class Problem(PrenanError):
    """A refusal (RFC 9457).

    `code` is stable: decide by it. `errors` say what is wrong where, `facts` what the refusal knows beyond that
    (`minimum_days`, `article`), and `request_id` is what to name when asking the operator.
    """

    def __init__(self, status: int, document: Mapping[str, Any], retry_after: float | None = None) -> None:
        self.status = status
        self.code = str(document.get("code") or document.get("error") or status)
        said = document.get("detail") or document.get("error_description") or document.get("title")
        self.detail = str(said or httpx.codes.get_reason_phrase(status) or "no reason given")
        self.errors = tuple(Flaw.model_validate(each) for each in document.get("errors") or ())
        self.request_id: str | None = document.get("request_id")
        self.facts = {name: value for name, value in document.items() if name not in _STANDARD}
        self.retry_after = retry_after
        self.retryable = self.code == _IN_PROGRESS or bool(document.get("retryable", status in _RETRYABLE))
        super().__init__(f"{status} {self.code}: {self.detail}")


class Unauthenticated(Problem):
    """401: the key or token does not count; another proof is needed."""


class Forbidden(Problem):
    """403: this caller may not do it, whatever it sends."""


class NotFound(Problem):
    """404: there is nothing of this name, or not for this caller."""


class Conflict(Problem):
    """409: the state of the thing does not allow the act; the same version, read again, would not either."""


class Stale(Problem):
    """412: the thing changed since it was read; read it again, and decide again."""


class Unacceptable(Problem):
    """422: the content breaks a rule; `errors` and `facts` say which."""


class PreconditionMissing(Problem):
    """428: this change needs `if_match`, the entity tag of what was read."""


class QuotaExceeded(Problem):
    """429: too many calls, for longer than one was patient; `retry_after` seconds from now there are more."""


class Unavailable(Problem):
    """502, 503, 504: the platform, or a part of it, is away for longer than one was patient."""


_BY_STATUS: Mapping[int, type[Problem]] = {
    401: Unauthenticated,
    403: Forbidden,
    404: NotFound,
    409: Conflict,
    412: Stale,
    422: Unacceptable,
    428: PreconditionMissing,
    429: QuotaExceeded,
    502: Unavailable,
    503: Unavailable,
    504: Unavailable,
}


def problem_of(answer: httpx.Response) -> Problem:
    """The refusal that an answer is; somebody on the way may have made it, who knows no problem documents."""
    try:
        document = answer.json()
    except ValueError:
        document = {}
    kind = _BY_STATUS.get(answer.status_code, Problem)
    said = document if isinstance(document, dict) else {}
    return kind(answer.status_code, said, _seconds(answer.headers.get("retry-after")))


def _seconds(header: str | None) -> float | None:
    """Seconds from now, of a `Retry-After` of either form: seconds or a date (RFC 9110 10.2.3)."""
    if header is None:
        return None
    if header.strip().isdigit():
        return float(header)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
