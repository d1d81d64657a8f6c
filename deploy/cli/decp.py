"""The essential data of public procurement (DECP 2, and what version 1 shares with it) in JSON, read leniently.

Arrêté of 22 December 2022, format-commande-publique 2.0.3. Rows are the numbers of the contracts in the file, from 1.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from contracts.reference.labels import plain
from deploy.cli.decp_contract import CONCESSION, MARKET, Form, entry_of
from deploy.cli.decp_terms import listed
from deploy.cli.reading import Reading, UnreadableFile
from deploy.cli.table import read_text

_FORMS = {"marche": MARKET, "contrat-concession": CONCESSION}


def read_decp(path: Path) -> Reading:
    """Every contract and concession of a file and every finding; raises `UnreadableFile` where it is not DECP.

    Where a buyer's reference comes twice, the version that was published last is the one that goes in.
    """
    try:
        document = json.loads(read_text(path, "utf-8"), parse_float=Decimal, parse_int=Decimal)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UnreadableFile(f"{path.name} is not JSON: {error}") from error
    numbered = list(enumerate(_contracts(document, path.name), 1))
    reading = Reading(rows=len(numbered))
    for number, (form, node) in sorted(numbered, key=_published):
        if entry := entry_of(node, number, form, reading):
            reading.entries.append(entry)
    return reading.finish()


def _published(numbered: tuple[int, tuple[Form, Any]]) -> tuple[str, int]:
    number, (_, node) = numbered
    said = node.get("datePublicationDonnees") if isinstance(node, dict) else None
    return said if isinstance(said, str) else "", number


def _contracts(document: Any, name: str) -> Iterator[tuple[Form, Any]]:
    """Every contract with its form, in the order of the file; version 1 says its kind in `_type`."""
    root = document.get("marches", document) if isinstance(document, dict) else document
    if isinstance(root, list):
        for node in root:
            kind = plain(str(node.get("_type"))) if isinstance(node, dict) else ""
            yield CONCESSION if "concession" in kind else MARKET, node
        return
    if not isinstance(root, dict) or not any(kind in root for kind in _FORMS):
        raise UnreadableFile(f"{name} is not DECP: it holds neither `marches.marche` nor `marches.contrat-concession`")
    for kind, form in _FORMS.items():
        for node in listed(root.get(kind)):
            yield form, node
