"""What the gateway is told by its environment."""

from ipaddress import IPv4Network, IPv6Network
from pathlib import Path

from pydantic import Field, SecretStr, field_validator

import contracts
from chassis.settings import ClockSettings
from gateway.identity.declaration import Declaration

MEBIBYTE = 1024 * 1024


class GatewaySettings(ClockSettings):
    """Settings of the gateway; each field is the environment variable of the same name in capitals."""

    database_url: str
    platform_secret: SecretStr
    """Shared with the services: signs who a call is made for, and paging cursors."""
    key_pepper: SecretStr
    """Known to the gateway alone: what it stores of a key is worthless without it."""
    tenders_url: str = "http://127.0.0.1:8001"
    suppliers_url: str = "http://127.0.0.1:8002"
    analytics_url: str = "http://127.0.0.1:8003"
    public_url: str = Field("http://127.0.0.1:8000", pattern=r"^https?://[^/\s]+$")
    """Where the outside finds this gateway; the issuer and the audience of its access tokens."""
    oidc_issuers: tuple[Declaration, ...] = ()
    """Issuers elsewhere whose access tokens are believed."""
    pool_size: int = 5
    patience: float = Field(default=1.0, ge=0.1, le=100)
    """Multiplies the deadlines of calls to the services."""
    cache_bytes: int = 64 * MEBIBYTE
    """How many bytes of answers are kept ready."""
    limits_scale: float = Field(default=1.0, ge=0, le=1_000_000)
    """Multiplies every caller's quotas; 0 lifts them."""
    most_in_flight: int = Field(default=1000, ge=1)
    """Requests that are answered at the same time, before the last class of them is refused."""
    streams: int = Field(default=1000, ge=0)
    """How many readers may follow feeds as streams at once."""
    demo_keys: Path | None = None
    """File of a demonstration's keys by role, which anyone may then log in with; without, none of them is taken."""
    documents: Path = Path(contracts.__file__).parent / "openapi"
    """Folder of the services' OpenAPI documents, `<service>.json`: only what they describe passes."""
    webhook_networks: tuple[IPv4Network | IPv6Network, ...] = ()
    """Networks that webhooks may lead to although they are private, local or reserved: `["10.1.0.0/16"]`."""
    webhook_plain_http: bool = False
    """Whether webhooks may lead to `http://`."""
    webhook_hurry: float = Field(default=1.0, ge=1, le=1_000_000)
    """Divides the pauses between attempts, which last three days in all; for rehearsals."""
    mail_url: str | None = None
    """How the worker tells that a webhook was disabled; without, the API alone says so."""
    metrics_host: str = "127.0.0.1"
    metrics_port: int = 0
    """Port of the worker's Prometheus metrics; 0 serves none."""

    @field_validator("oidc_issuers")
    @classmethod
    def _must_differ(cls, issuers: tuple[Declaration, ...]) -> tuple[Declaration, ...]:
        """Whose token it is, and whom it stands for, must have one answer."""
        if any(len({getattr(one, word) for one in issuers}) < len(issuers) for word in ("name", "issuer")):
            raise ValueError("two issuers have the same name or address")
        return issuers

    @property
    def upstreams(self) -> dict[str, str]:
        """Address of each service by its name."""
        return {"tenders": self.tenders_url, "suppliers": self.suppliers_url, "analytics": self.analytics_url}
