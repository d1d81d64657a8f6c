"""What every process is told by its environment; nothing else configures it."""

from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import AwareDatetime, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

Bus = Literal["feed", "kafka"]


FASTEST = 864_000.0
"""Ten days a second; faster, calendars would end within a day."""


class ClockSettings(BaseSettings):
    """Which time a process lives in; a sandbox is told since when its own runs, and how fast."""

    model_config = SettingsConfigDict(extra="ignore", env_ignore_empty=True)

    prenan_sandbox_speed: float = Field(default=1.0, gt=0, le=FASTEST)
    """Seconds of platform time in one second: 86400 is a day a second."""
    prenan_sandbox_since: AwareDatetime | None = None
    """The real instant at which the sandbox's time began to run."""
    prenan_sandbox_start: AwareDatetime | date | None = None
    """What the sandbox's calendar showed at that instant: an instant, or a day of Paris; default: that instant."""

    @model_validator(mode="after")
    def _must_have_an_origin(self) -> Self:
        """A speed or a start means nothing without the instant from which they count."""
        moved = self.prenan_sandbox_speed != 1 or self.prenan_sandbox_start is not None
        if moved and self.prenan_sandbox_since is None:
            raise ValueError("a sandbox needs PRENAN_SANDBOX_SINCE, the instant at which its time began to run")
        return self


class ServiceSettings(ClockSettings):
    """Settings of a service's API and worker; each field is the environment variable of the same name in capitals."""

    database_url: str
    platform_secret: SecretStr
    """Shared by the gateway and the services: signs who a call is made for, and paging cursors."""
    bus: Bus = "feed"
    kafka_bootstrap: str | None = None
    kafka_prefix: str = ""
    """Put before every topic, so that several installations can share a cluster."""
    tenders_url: str = "http://127.0.0.1:8001"
    suppliers_url: str = "http://127.0.0.1:8002"
    analytics_url: str = "http://127.0.0.1:8003"
    journal_key: SecretStr | None = None
    """Signs the checkpoints of the journal: PEM, JWK or a secret of 32 characters; it signs receipts of bids too."""
    journal_retired_keys: list[dict[str, str]] = []
    """Public JWKs of the keys that signed before the present one."""
    checkpoint_file: Path | None = None
    """Where a worker keeps its latest checkpoints outside of the database, so that a restored backup shows."""
    pool_size: int = 10
    metrics_host: str = "127.0.0.1"
    metrics_port: int = 0
    """Port of a worker's Prometheus metrics; 0 serves none."""
    ocid_prefix: str = Field(default="ocds-prenan", pattern=r"^ocds-[a-z0-9]{6}$")
    """Begins the open contracting ids of this installation; a publisher gets one from the registry of the standard."""
    storage_url: str | None = None
    """Where documents are kept: `file:///folder` or `s3://bucket/prefix?endpoint=…&region=…`; without, nowhere."""
    clamd_url: str | None = None
    """The scanner of documents: `tcp://host:port` or `unix:///path`; without, none is scanned."""
    stamping_url: str | None = None
    """The authority that stamps receipts (RFC 3161 over HTTP), which workers ask; without, none has a time stamp."""
    index_folder: Path | None = None
    """Where one API process of suppliers keeps its index; without, in memory, built at each start."""
    index_url: SecretStr | None = None
    """The OpenSearch cluster that keeps the index of suppliers instead: `https://user:password@host:9200`."""
    public_url: str = Field("http://127.0.0.1:8000", pattern=r"^https?://[^/\s]+$")
    """Where people find the platform: the links in letters lead there."""
    mail_url: str | None = None
    """How letters go out: `smtp://host:port?from=…&starttls=1` or `file:///folder`; without, they wait."""
