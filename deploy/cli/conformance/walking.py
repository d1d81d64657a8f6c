"""The walk: one step after another, each as long as the client takes, or patience lasts."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, dataclass, field

import httpx

from deploy.cli.conformance.playing import Buyer, Scene
from deploy.cli.conformance.probing import Probe
from deploy.cli.conformance.recording import Recording
from deploy.cli.conformance.steps import STEPS, Step, tender, webhook

_GLANCE_SECONDS = 0.2
Tell = Callable[[str, str], Awaitable[None]]
"""Called with the name of a step and its task."""


@dataclass
class Walk:
    """Leads a client through the steps; `outside` calls the platform and the client's receiver."""

    recording: Recording
    buyer: Buyer
    outside: httpx.AsyncClient
    patience: float
    """Seconds for each step."""
    is_over: Callable[[], bool] = lambda: False
    """Whether the client has ended, so that there is nothing to wait for."""
    done: list[str] = field(default_factory=list)

    async def through(self, scene: Scene, tell: Tell) -> list[str]:
        """The steps that were done, up to the first that was not."""
        self.recording.start = scene.start
        parts: Mapping[str, Callable[[], Awaitable[None]]] = {"award": self._award}
        for step in STEPS:
            self.recording.begin(step.name, step.made_faults())
            await tell(step.name, step.task.format(**asdict(scene)))
            part = asyncio.create_task(_played(parts.get(step.name)))
            try:
                if not await self._is_done(step, part):
                    break
            finally:
                part.cancel()
                await asyncio.gather(part, return_exceptions=True)
            self.done.append(step.name)
        return self.done

    async def _is_done(self, step: Step, part: asyncio.Task[None]) -> bool:
        """Whether the client does a step in time; raises what keeps the kit from doing its part."""
        deadline = time.monotonic() + self.patience
        while not step.is_done(self.recording):
            if self.is_over() or time.monotonic() >= deadline:
                return False
            if part.done():
                part.result()
            await asyncio.sleep(_GLANCE_SECONDS)
        return True

    async def _award(self) -> None:
        """Award, wait until the platform has told the receiver, and see what else the receiver would take."""
        await self.buyer.award(tender(self.recording))
        made = webhook(self.recording)
        assert made is not None
        identity = made.document["id"]
        proof = {"authorization": made.asked.headers.get("authorization", "")}
        while not await self._is_delivered(identity, proof):
            await asyncio.sleep(_GLANCE_SECONDS)
        secrets = next(self.recording.done(f"GET /webhooks/{identity}/secrets"))
        probe = Probe(self.outside, made.document["url"], secrets.document["items"][0]["secret"])
        self.recording.probes |= await probe.all()

    async def _is_delivered(self, webhook_id: str, proof: Mapping[str, str]) -> bool:
        answer = await self.outside.get(f"/webhooks/{webhook_id}/deliveries?state=delivered", headers=proof)
        items = answer.json().get("items", ())
        return any("ContractAwarded" in one["type"] for one in items)


async def _played(part: Callable[[], Awaitable[None]] | None) -> None:
    if part is not None:
        await part()
