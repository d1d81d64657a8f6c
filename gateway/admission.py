"""Who is let in as whom: API keys, our own access tokens, those of issuers elsewhere."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from chassis.persistence import Database
from gateway.identity.clients import Clients
from gateway.identity.foreign import ForeignIssuer
from gateway.identity.own import OwnIssuer
from gateway.identity.remote_keys import RemoteKeys
from gateway.identity.ring import Ring
from gateway.identity.verifier import Verifier
from gateway.keys.gatekeeper import Gatekeeper
from gateway.keys.register import Register
from gateway.settings import GatewaySettings


class Admission:
    """The registers of keys and clients, and what is remembered of those who call."""

    def __init__(self, settings: GatewaySettings, database: Database) -> None:
        self.pepper, secret = settings.key_pepper.get_secret_value(), settings.platform_secret.get_secret_value()
        acquire = lambda: database.reads.acquire()  # noqa: E731, PLW0108 - the pool is there once it is open
        self.register, self.clients, self.ring = Register(acquire), Clients(acquire), Ring(acquire, self.pepper)
        self.issuer = OwnIssuer(settings.public_url, self.ring)
        foreign = [ForeignIssuer(each, RemoteKeys(each.jwks_url)) for each in settings.oidc_issuers]
        self.gatekeeper = Gatekeeper(self.register, self.pepper, secret, takes_demo=settings.demo_keys is not None)
        self.verifier = Verifier([*foreign, self.issuer], secret)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep up with what other processes revoke, until the end."""
        task = asyncio.create_task(self.ring.follow())
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def vouch(self, text: str) -> str:
        """The signed principal of an API key or an access token; raises a kind of `Unauthenticated`."""
        return await (self.verifier.vouch(text) if Verifier.reads(text) else self.gatekeeper.vouch(text))
