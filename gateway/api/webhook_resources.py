"""What the routes of webhooks take and answer."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

from contracts.catalogue import BY_TYPE, FEEDS, RESTRICTED
from contracts.filtering import Filter, short
from contracts.vocabulary import Siret
from gateway.webhooks.deliveries import Delivery
from gateway.webhooks.endpoint import OWN, Endpoint, Reason, Status
from gateway.webhooks.endpoints import Numbered
from gateway.webhooks.replays import Replay
from gateway.webhooks.signing import Secret

DAY_HOURS = 24
_FOLLOWED = (*FEEDS, *RESTRICTED, *OWN)
_KNOWN = frozenset({*BY_TYPE, *map(short, BY_TYPE)})


def _is_told(name: str) -> str:
    if name not in _KNOWN:
        raise ValueError(f"{name!r} is no type of fact")
    return name


def _is_followed(name: str) -> str:
    if name not in _FOLLOWED:
        raise ValueError(f"{name!r} is no feed")
    return name


Feed = Annotated[str, AfterValidator(_is_followed), Field(json_schema_extra={"enum": list(_FOLLOWED)})]
TypeName = Annotated[
    str, AfterValidator(_is_told), Field(json_schema_extra={"enum": sorted(_KNOWN)}, examples=["ContractAwarded"])
]
_Cpv = Annotated[str, Field(pattern=r"^[0-9]{2,8}$")]
_Code = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\x00]*$")]
MOST_VALUES = 20


class WebhookFilter(BaseModel):
    """Facts that fit each of these that is given, by any of its values; the words are those of the feeds' query."""

    model_config = ConfigDict(extra="forbid")

    type: tuple[TypeName, ...] = Field((), max_length=MOST_VALUES)
    cpv: tuple[_Cpv, ...] = Field((), max_length=MOST_VALUES)
    department: tuple[_Code, ...] = Field((), max_length=MOST_VALUES)
    buyer: tuple[Siret, ...] = Field((), max_length=MOST_VALUES)

    def read(self) -> Filter:
        """The filter in the words of the contracts."""
        return Filter(self.type, self.cpv, self.department, self.buyer)

    @classmethod
    def of(cls, one: Filter) -> Self:
        """A filter as it is shown."""
        return cls(type=one.type, cpv=one.cpv, department=one.department, buyer=one.buyer)


class WebhookRequest(BaseModel):
    """A webhook to create, or what it becomes."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(min_length=8, max_length=2000, pattern=r"^https?://[!-~]+$", examples=["https://example.org/hook"])
    description: str = Field("", max_length=200, pattern=r"^[^\x00]*$")
    feeds: tuple[Feed, ...] = Field(("procedures",), min_length=1, max_length=len(_FOLLOWED))
    filter: WebhookFilter = WebhookFilter()
    email: str | None = Field(None, max_length=254, pattern=r"^[^@\s\x00]+@[^@\s\x00]+\.[^@\s\x00]+$")
    enabled: bool = True


class WebhookResource(BaseModel):
    """A webhook, and whether facts are carried to it."""

    id: UUID
    client: str
    organisation: str
    url: str
    description: str
    feeds: tuple[str, ...]
    filter: WebhookFilter
    email: str | None
    status: Status
    reason: Reason | None = Field(description="why it is disabled")
    disabled_at: AwareDatetime | None
    failing_since: AwareDatetime | None = Field(description="when it first failed after it last took something")
    told_at: AwareDatetime | None = Field(description="when `email` was written to")
    created_at: AwareDatetime
    revision: int

    @classmethod
    def of(cls, one: Endpoint) -> Self:
        """A webhook as it is shown."""
        own = {name: getattr(one, name) for name in cls.model_fields if name != "filter"}
        return cls(**own, filter=WebhookFilter.of(one.filter))


class WebhookPage(BaseModel):
    """Webhooks in the order in which they were created."""

    items: list[WebhookResource]
    next: str | None
    prev: str | None


class RotationRequest(BaseModel):
    """A secret to be replaced; the present ones sign beside the new one for `overlap_hours`."""

    model_config = ConfigDict(extra="forbid")

    overlap_hours: int = Field(DAY_HOURS, ge=0, le=7 * DAY_HOURS)


class SecretResource(BaseModel):
    """A secret that signs at present: verify by either of its two halves."""

    number: int
    secret: str = Field(description="verifies `v1` signatures (HMAC-SHA256): `whsec_…`; keep it to yourself")
    public_key: str = Field(description="verifies `v1a` signatures (Ed25519): `whpk_…`")
    created_at: AwareDatetime
    expires_at: AwareDatetime | None = Field(description="none for the newest")

    @classmethod
    def of(cls, one: Numbered, secret: Secret) -> Self:
        """A secret as its owner sees it."""
        dates: dict[str, datetime | None] = {"created_at": one.created_at, "expires_at": one.expires_at}
        return cls.model_validate(
            {"number": one.number, "secret": secret.text, "public_key": secret.public_key, **dates}
        )


class SecretList(BaseModel):
    """The secrets that sign at present, the newest first."""

    items: list[SecretResource]


class DeliveryResource(BaseModel):
    """One fact for one webhook, and what became of it."""

    id: int
    feed: str
    position: int
    event_id: str = Field(description="the header `webhook-id`: the same each time that the fact is sent")
    type: str
    key: str = Field(description="its entity: facts of one are sent one after the other")
    state: Literal["pending", "delivered", "failed", "dropped"]
    attempts: int
    status: int | None = Field(description="of the last answer")
    error: str | None
    created_at: AwareDatetime
    due_at: AwareDatetime | None = Field(description="when the first of its entity is sent next")
    finished_at: AwareDatetime | None

    @classmethod
    def of(cls, one: Delivery) -> Self:
        """A delivery as it is shown."""
        return cls.model_validate(one, from_attributes=True)


class DeliveryPage(BaseModel):
    """Deliveries, the latest first."""

    items: list[DeliveryResource]
    next: str | None
    prev: str | None


class ReplayRequest(BaseModel):
    """Facts to be sent again: those of a feed after a position."""

    model_config = ConfigDict(extra="forbid")

    feed: Feed = "procedures"
    after: int = Field(ge=0, le=2**62)


class ReplayResource(BaseModel):
    """A replay; when it is finished, the webhook goes on with what is new."""

    id: UUID
    feed: str
    after: int
    position: int = Field(description="of the last fact that was looked through")
    requested_at: AwareDatetime
    finished_at: AwareDatetime | None

    @classmethod
    def of(cls, one: Replay) -> Self:
        """A replay as it is shown."""
        return cls.model_validate(one, from_attributes=True)
