"""What an operator reads once the platform serves: where to look, and what to try."""

import json
from collections.abc import Mapping
from pathlib import Path

DRAFT = {
    "reference": "DEMO-1",
    "title": "Paper for the high schools of Brittany",
}


def welcome(gateway: str, keys_file: Path, keys: Mapping[str, str]) -> str:
    """The text shown at the end of a start."""
    buyer = keys.get("purchasing-referent", "KEY")
    listed = "\n".join(f"    {role:<26} {key}" for role, key in keys.items())
    return f"""
Prenañ serves {gateway}
  documentation   {gateway}/docs
  keys            {keys_file}
{listed}

Try:
  curl '{gateway}/indicators/A1?period=all'
  curl '{gateway}/tenders'
  curl '{gateway}/tenders' -H 'Authorization: Bearer {buyer}' -H 'Content-Type: application/json' \\
    -d '{json.dumps(DRAFT)}'

Ctrl-C stops everything.
"""
