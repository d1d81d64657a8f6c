"""What an operator reads once the platform serves: where to look, and what to try."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from contracts.calendar import PARIS
from deploy.embedded.demo_keys import REGION
from deploy.embedded.sandbox import Sandbox

DRAFT = {
    "title": "Paper for the high schools of Brittany",
    "buyer": REGION,
    "department": "schools",
    "area": "supplies",
    "procedure": "open",
    "nature": "goods",
    "cpv": "30197630",
    "estimated_value": {"amount": "60000.00", "currency": "EUR"},
    "lots": [{"number": 1, "title": "Recycled paper"}],
}
"""A tender that a buyer of the region may draft."""


def welcome(gateway: str, keys_file: Path, keys: Mapping[str, str], sandbox: Sandbox | None = None) -> str:
    """The text shown at the end of a start; that of a sandbox says so first."""
    buyer = keys.get("purchasing-referent", "KEY")
    now = datetime.now(UTC)
    last_year = (sandbox.at(now) if sandbox else now).year - 1
    listed = "\n".join(f"    {role:<26} {key}" for role, key in keys.items())
    return f"""{_rehearsal(sandbox, now) if sandbox else ""}
Prenañ serves {gateway}
  documentation   {gateway}/docs
  keys            {keys_file}
{listed}

Try:
  curl '{gateway}/indicators/A1?period={last_year}'
  curl '{gateway}/tenders'
  curl '{gateway}/tenders' -H 'Authorization: Bearer {buyer}' -H 'Content-Type: application/json' \\
    -d '{json.dumps(DRAFT)}'

Ctrl-C stops everything.
"""


def _rehearsal(sandbox: Sandbox, now: datetime) -> str:
    shown = sandbox.at(now).astimezone(PARIS)
    return f"""
SANDBOX: a rehearsal, in a time of its own. Nothing that is done here has legal effect.
  it is now       {shown:%A %d %B %Y, %H:%M} in Paris (GET /time)
  speed           {sandbox.speed:g} seconds pass in one second, and none while it is stopped
"""
