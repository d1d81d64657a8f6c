"""What every process is told by its environment; nothing else configures it."""

from typing import Literal

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

Bus = Literal["feed", "kafka"]


class ServiceSettings(BaseSettings):
    """Settings of a service's API and worker; each field is the environment variable of the same name in capitals."""

    model_config = SettingsConfigDict(extra="ignore")

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
    pool_size: int = 10
    metrics_host: str = "127.0.0.1"
    metrics_port: int = 0
    """Port of a worker's Prometheus metrics; 0 serves none."""
    storage_url: str | None = None
    """Where documents are kept: `file:///folder` or `s3://bucket/prefix?endpoint=…&region=…`; without, nowhere."""
    clamd_url: str | None = None
    """The scanner of documents: `tcp://host:port` or `unix:///path`; without, none is scanned."""
