"""How French text becomes words that can be compared: one analysis for documents and for queries."""

from functools import cache

from tantivy import Filter, TextAnalyzer, TextAnalyzerBuilder, Tokenizer

NAME = "french"
"""What the analyzer is called in an index."""
SPELLED = "spelled"
"""What the analyzer is called that leaves endings as they are."""
LONGEST_WORD = 40
_STOP_WORDS = """
a afin ainsi au aucun aussi autre autres aux avec c ce ces cet cette chaque comme d dans de des du elle en entre est et
eux h il ils j jusqu l la le les leur leurs lors lorsque m mais meme meurs n ne ni no nos notre nous on ont ou par pas
pendant plus pour pres qu que quel quelle qui s sa sans se selon ses si son sont sous sur t ta tous tout toute toutes
un une vers via vos votre vous y
"""
"""Words that tell nothing, folded: they are taken out before stemming, which would make others of them."""


@cache
def french() -> TextAnalyzer:
    """Lower case, accents folded, stop words out, French stems.

    Folding comes first: whoever types without accents finds the same stems, though the stemmer knows some endings
    only by their accents.
    """
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    words = (Filter.remove_long(LONGEST_WORD), Filter.lowercase(), Filter.ascii_fold())
    for each in (*words, Filter.custom_stopword(_STOP_WORDS.split()), Filter.stemmer("french")):
        builder = builder.filter(each)
    return builder.build()


@cache
def spelled() -> TextAnalyzer:
    """Lower case and accents folded, no more: how names begin."""
    builder = TextAnalyzerBuilder(Tokenizer.simple())
    for each in (Filter.remove_long(LONGEST_WORD), Filter.lowercase(), Filter.ascii_fold()):
        builder = builder.filter(each)
    return builder.build()


def words(text: str) -> list[str]:
    """The stems of a text, each once, in their order; numbers of lots and years tell nothing."""
    return [word for word in dict.fromkeys(french().analyze(text)) if not word.isdigit()]
