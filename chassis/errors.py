"""Refusals: the ways in which a request is rightly denied, from any layer.

A refusal's docstring gives its title, its class name its stable code, its attributes the facts.
"""

import re
from typing import Any, ClassVar


class Refusal(Exception):
    """The request was refused."""

    status: ClassVar[int] = 400

    def __init__(self, detail: str = "", **facts: Any) -> None:
        super().__init__(detail or self.title())
        self.detail = detail or self.title()
        self.facts = facts

    def headers(self) -> dict[str, str]:
        """Headers that go with the answer."""
        return {}

    @classmethod
    def code(cls) -> str:
        """Stable, kebab-cased name: `NoticeTooShort` is `notice-too-short`."""
        return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", cls.__name__).lower()

    @classmethod
    def title(cls) -> str:
        """The first line of the docstring."""
        return (cls.__doc__ or cls.__name__).strip().splitlines()[0].rstrip(".")


class NotFound(Refusal):
    """Nothing has this identifier."""

    status = 404


class Forbidden(Refusal):
    """The caller may not do this."""

    status = 403


class Conflict(Refusal):
    """The state or version of the thing does not allow this."""

    status = 409


class Unacceptable(Refusal):
    """The content breaks a rule."""

    status = 422
