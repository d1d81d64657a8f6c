"""`prenan receipt`: what the receipt of a bid proves, without asking the platform."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from cryptography.x509 import Certificate, load_pem_x509_certificates

from contracts.sealing import Receipt, ReceiptFile, SealingRefusal, Verdict, VerifyingKey
from contracts.sealing import verify as verified
from deploy.cli.failure import Commands, Failure
from deploy.cli.json_file import read_document
from deploy.cli.options import AsJson, answer_json, screen

app = typer.Typer(cls=Commands, no_args_is_help=True)

FETCH_SECONDS = 10.0
File = Annotated[Path, typer.Argument(help="The receipt file.")]
Pieces = Annotated[
    Path | None,
    typer.Option(exists=True, file_okay=False, help="Folder of the sealed pieces: compare their hashes."),
]
Trusted = Annotated[
    list[str] | None, typer.Option("--key", help="File or https address of the platform's public key (JWK or JWK set).")
]
Roots = Annotated[
    list[Path] | None,
    typer.Option("--tsa-root", exists=True, dir_okay=False, help="PEM file of a stamping authority's root."),
]
MARK = {True: "holds", False: "FAILS", None: "unknown"}


@app.callback()
def of_a_bid() -> None:
    """Check receipts of bids."""


@app.command()
def verify(
    file: File, pieces: Pieces = None, key: Trusted = None, tsa_root: Roots = None, as_json: AsJson = False
) -> None:
    """Say what a receipt proves; ends with 1 unless a trusted key signed it and nothing contradicts it."""
    try:
        trusted = [each for place in key or [] for each in _keys(place)]
        verdict = verified(ReceiptFile.from_json(read_document(file)), trusted, _roots(tsa_root or []), pieces)
    except SealingRefusal as refusal:
        raise Failure(f"{file}: {refusal}.") from refusal
    if as_json:
        claims = verdict.receipt and verdict.receipt.claims()
        answer_json({"holds": verdict.holds, "findings": list(map(asdict, verdict.findings)), "receipt": claims})
    else:
        _show(verdict)
    if not verdict.holds:
        raise typer.Exit(1)


def _keys(place: str) -> list[VerifyingKey]:
    document = _fetched(place) if place.startswith("https://") else read_document(Path(place))
    return [VerifyingKey.from_jwk(jwk) for jwk in document.get("keys", [document])]


def _fetched(url: str) -> dict[str, Any]:
    try:
        return dict(httpx.get(url, timeout=FETCH_SECONDS).raise_for_status().json())
    except (httpx.HTTPError, TypeError, ValueError) as flaw:
        raise Failure(f"{url} gives no key: {flaw}.") from flaw


def _roots(paths: list[Path]) -> list[Certificate]:
    try:
        return [root for path in paths for root in load_pem_x509_certificates(path.read_bytes())]
    except ValueError as flaw:
        raise Failure(f"There is no certificate in {' or '.join(map(str, paths))}.") from flaw


def _show(verdict: Verdict) -> None:
    lines = _described(verdict.receipt) if verdict.receipt else []
    lines += [f"  {MARK[finding.holds]:<8} {finding.subject}: {finding.words}" for finding in verdict.findings]
    lines.append("The receipt holds." if verdict.holds else "The receipt proves nothing, or not all that it says.")
    for line in lines:
        screen().out(_printable(line), highlight=False)


def _described(receipt: Receipt) -> list[str]:
    depositor, buyer = (f"{party.name} ({party.identifier})" for party in (receipt.depositor, receipt.buyer))
    lots = f", lots {', '.join(map(str, receipt.lots))}" if receipt.lots else ""
    return [
        f"Receipt {receipt.receipt_id}: {receipt.title} ({receipt.tender_id}), {receipt.phase}{lots}",
        f"  from {depositor} to {buyer}",
        f"  received {receipt.received_at.isoformat()}, {'LATE' if receipt.late else 'in time'}",
        *(f"  piece {piece.name} ({piece.kind}), {piece.size} bytes" for piece in receipt.pieces),
    ]


def _printable(line: str) -> str:
    """Without the characters by which a forged receipt could write over the verdict."""
    return "".join(character if character.isprintable() else "?" for character in line)
