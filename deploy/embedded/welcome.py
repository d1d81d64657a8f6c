"""What an operator reads once the platform serves: where to look, and what to try."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from deploy.embedded.demo_keys import REGION

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


def welcome(gateway: str, keys_file: Path, keys: Mapping[str, str]) -> str:
    """The text shown at the end of a start."""
    buyer = keys.get("purchasing-referent", "KEY")
    last_year = datetime.now(UTC).year - 1
    listed = "\n".join(f"    {role:<26} {key}" for role, key in keys.items())
    return f"""
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
