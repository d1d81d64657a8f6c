"""The profile of a supplier: the registry's word, certificates, awards, what the caller noted of it, its figures."""

from collections.abc import Mapping
from urllib.parse import quote

from contracts.vocabulary import Scheme
from gateway.composition import Ask, Composition, Part, Root, Subject
from gateway.freshness import FIGURES, one_of

SHOWN_CERTIFICATES = 50
SHOWN_AWARDS = 20
SHOWN_NOTES = 20
_SIREN_DIGITS = 9


def _path(subject: Subject) -> str:
    return f"/suppliers/{quote(subject.path['siret'], safe=':/')}"


def _ask_certificates(subject: Subject) -> Mapping[str, Ask]:
    tags = frozenset({one_of("suppliers", subject.document["identifier"]["id"])})
    return {"page": Ask(f"{_path(subject)}/certificates?limit={SHOWN_CERTIFICATES}", tags)}


def _ask_awards(subject: Subject) -> Mapping[str, Ask]:
    """Kept for nobody: the registry hears of awards a moment after the feed that would vouch for them."""
    return {"page": Ask(f"{_path(subject)}/awards?limit={SHOWN_AWARDS}")}


def _ask_figures(subject: Subject) -> Mapping[str, Ask]:
    identifier = subject.document["identifier"]
    is_siret = identifier["scheme"] == Scheme.SIRET
    company = identifier["id"][:_SIREN_DIGITS] if is_siret else f"{identifier['scheme']}:{identifier['id']}"
    return {"page": Ask(f"/observatory/suppliers/{quote(company, safe=':')}", frozenset({FIGURES}))}


def _ask_sourcing(subject: Subject) -> Mapping[str, Ask]:
    """What the caller's own organisation keeps of it; nothing for a key of every organisation, or of none."""
    own = subject.caller.organisation if subject.caller else None
    if own is None or not own.isdigit():
        return {}
    return {
        "caution": Ask(f"{_path(subject)}/caution?buyer={own}"),
        "notes": Ask(f"{_path(subject)}/notes?buyer={own}&limit={SHOWN_NOTES}"),
    }


def _join_sourcing(replies: Mapping[str, bytes]) -> bytes:
    return b"{%b}" % b",".join(b'"%b":%b' % (name.encode(), body) for name, body in replies.items())


SUPPLIER = Composition(
    name="SupplierParts",
    root=Root("suppliers", 1.2, "/suppliers/{}", "suppliers.SupplierResource"),
    parts=(
        Part("certificates", "suppliers", 0.5, _ask_certificates, shape="suppliers.CertificatePage"),
        Part("awards", "suppliers", 0.5, _ask_awards, shape="suppliers.AwardPage"),
        Part("figures", "analytics", 0.8, _ask_figures, shape="analytics.CompanyPage"),
        Part("own", "suppliers", 0.5, _ask_sourcing, _join_sourcing, {"type": "object"}, scope="sourcing:write"),
    ),
)
