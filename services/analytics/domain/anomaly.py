"""Why a value is set aside: it stays on the record, and figures of trusted values leave it out."""

from collections.abc import Mapping

from contracts.indicators import Words

RULES: Mapping[str, Words] = {
    "at-most-1-eur": Words(fr="Au plus 1 EUR : montant symbolique ou de remplissage", en="At most 1 EUR: a filler"),
    "ten-times-the-estimate": Words(fr="Au moins dix fois l’estimation", en="At least ten times the estimate"),
    "outlier-of-its-division": Words(
        fr="À plus de 3 écarts robustes de la médiane de sa division CPV (échelle logarithmique)",
        en="More than 3 robust z-scores from the median of its CPV division (log scale)",
    ),
    "100-million-and-more": Words(
        fr="100 millions d’euros ou plus, que rien n’a confirmé", en="100 million EUR or more that nothing confirmed"
    ),
}
"""Each rule by its code, in the order in which they are tried."""
