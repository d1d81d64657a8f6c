"""A stand-in for suppliers or analytics in a process of its own, which can be killed or frozen: NAME PORT."""

import sys

import uvicorn
from pydantic import SecretStr

from gateway.settings import GatewaySettings
from tests.component.gateway.stubs import (
    HOLDER,
    OTHER_HOLDER,
    Feed,
    Service,
    a_supplier,
    analytics_router,
    feed_router,
    suppliers_router,
)

SETTINGS = GatewaySettings(
    database_url="postgresql://none/none",
    platform_secret=SecretStr("a secret of at least thirty-two bytes"),
    key_pepper=SecretStr("none"),
)
ROUTERS = {"suppliers": suppliers_router, "analytics": analytics_router}
DOCUMENTS = {
    "suppliers": {HOLDER: a_supplier("Kerbrat"), OTHER_HOLDER: a_supplier("Bau", OTHER_HOLDER)},
    "analytics": {"position": {"at": 1}},
}


def main(name: str, port: str) -> None:
    """Serve until killed."""
    service = Service(name, [ROUTERS[name](), feed_router(Feed(f"procurement.{name}.v1"))], SETTINGS)
    service.documents = DOCUMENTS[name]
    uvicorn.run(service.app, port=int(port), log_level="critical", access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
