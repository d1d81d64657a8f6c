"""What is counted of contracts for access: who holds them, where from, after what competition."""

from collections.abc import Mapping

from services.analytics.persistence.measures.balance import BALANCE
from services.analytics.persistence.measures.content import CONTENT
from services.analytics.persistence.measures.quality import QUALITY
from services.analytics.persistence.measures.term import How, Term, euros

_SME = "is_sme"


def _placed(where: str, part: str) -> Term:
    return Term(f"{where} and {{value}} is not null", part, How.SUM, money=True, among=where)


_COUNTED: Mapping[str, Term] = {
    "contracts": Term(),
    "departments": Term("department is not null", "department", How.DISTINCT),
    "contracts_with_department": Term("department is not null"),
    "ending_soon": Term("ends_on > {today} and ended_on is null and ends_on <= {today} + interval 12 month"),
    "contracts_with_end": Term("ends_on is not null or ended_on is not null"),
}
_VALUED: Mapping[str, Term] = {
    "contracts_with_value": Term("{value} is not null"),
    "value": euros("true", "{value}"),
    "raw_value": euros("true", "{raw}"),
    "trusted_value": euros("true", "{trusted}"),
    "paid_value": euros("true", "paid"),
    "contracts_with_raw_value": Term("{raw} is not null"),
    "contracts_with_trusted_value": Term("{trusted} is not null"),
    "contracts_with_payments": Term("paid is not null"),
}
_ACCESS: Mapping[str, Term] = {
    "first_time": Term("{first_time}"),
    "known_first_time": Term("{known_first_time}"),
    "first_time_value": euros("{first_time}", "{value}"),
    "known_first_time_value": euros("{known_first_time}", "{value}"),
    "regional": Term("{regional}"),
    "known_place": Term("{known_place}"),
    "regional_value": _placed("{regional}", "{regional_value}"),
    "known_place_value": _placed("{known_place}", "{known_place_value}"),
    "sme": Term(_SME),
    "tpe": Term("size = 'tpe'"),
    "known_size": Term("size is not null"),
    "sme_value": euros(_SME, "{value}"),
    "known_size_value": euros("size is not null", "{value}"),
    "groups": Term("is_group"),
    "subcontracted": Term("subcontracts > 0"),
    "subcontracted_sme_value": euros("true", "subcontracted_sme"),
    "subcontracted_known_value": euros("true", "subcontracted_known"),
    "subcontracted_value": euros("true", "subcontracted"),
    "median_distance": Term("distance_km is not null", "distance_km", How.MEDIAN),
    "near": Term("distance_km < 50"),
    "known_distance": Term("distance_km is not null"),
}
_COMPETITION: Mapping[str, Term] = {
    "single_bid": Term("competed and bids = 1"),
    "competed": Term("competed"),
    "competed_with_known_bids": Term("competed and bids > 0"),
    "without_call": Term("procedure = 'without-publicity'"),
    "known_procedure": Term("procedure is not null"),
}

MEASURES: Mapping[str, Term] = {**_COUNTED, **_VALUED, **_ACCESS, **_COMPETITION, **BALANCE, **CONTENT, **QUALITY}
"""Every measure of the grain."""
