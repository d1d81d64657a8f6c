"""Invented names: words of the trade, surnames, places."""

from random import Random

from benchmarks.register.activity import Activity

SURNAMES = tuple(
    """ABGRALL ALLAIN ANDRE AUBRY BARBIER BERTHELOT BERTRAND BLANCHARD BONNET BOUCHER BOURDON BRIAND CADIOU CARIOU
    CHAUVIN CHEVALIER CLOAREC COLIN CORRE COUSIN DANIEL DAVID DENIS DUBOIS DUMAS DUPONT DURAND FAURE FLOCH FOURNIER
    GALLAIS GARCIA GAUTIER GERARD GIRARD GOASGUEN GUEGUEN GUILLOU HAMON HENRY HERVE HUET JAOUEN JEGOU JOLY KERBRAT
    KERVELLA LAMBERT LAURENT LEBLANC LECLERC LEFEBVRE LEMOINE LEROUX LUCAS MADEC MARCHAND MARTIN MASSON MERCIER MEYER
    MICHEL MOREAU MOREL MORVAN MULLER NEDELEC NICOLAS NOEL OLLIVIER PASQUIER PERRIN PETIT PICARD PRIGENT QUEMENER
    RENAUD RICHARD RIOU RIVIERE ROBERT ROGER ROLLAND ROUSSEL ROUX SALAUN SANCHEZ SIMON TANGUY THOMAS TREGUER VALLEE
    VINCENT WEBER""".split()
)
COMPOUND = ("LE GALL", "LE GOFF", "LE ROUX", "LE BIHAN", "DA SILVA", "BEN ALI", "DE KERGUELEN", "LE DANTEC")
FIRST_NAMES = tuple(
    """ALAIN ALICE ANNE ANTOINE BRUNO CAMILLE CATHERINE CHLOE CHRISTOPHE CLAIRE DAVID ELODIE EMMA ERIC FABRICE
    FLORENCE GWENAELLE HUGO ISABELLE JEAN JULIE JULIEN KARIM LAURE LEA LOIC LOUIS LUC MALO MARIE MATHIEU MEHDI MORGANE
    NADIA NATHALIE NICOLAS NOLWENN OLIVIER PASCAL PATRICK PAUL PHILIPPE PIERRE RONAN SARAH SOPHIE STEPHANE SYLVIE
    THOMAS VERONIQUE YANN YVES""".split()
)
REGIONS = ("ARMOR", "ATLANTIQUE", "OUEST", "NORD", "SUD", "ALPES", "LITTORAL", "VALLEE", "OCEANE", "CENTRE", "EST")
_ENDINGS = ("ET FILS", "FRERES", "ET ASSOCIES", "SERVICES", "GROUPE", "PRO", "CONCEPT", "SOLUTIONS")
_COMPOUND_SHARE = 0.12


def surname(random: Random) -> str:
    """A surname, some of two words."""
    names = COMPOUND if random.random() < _COMPOUND_SHARE else SURNAMES
    return names[int(random.random() * len(names))]


def first_name(random: Random) -> str:
    """A first name."""
    return FIRST_NAMES[int(random.random() * len(FIRST_NAMES))]


def trade_name(random: Random, activity: Activity, town: str) -> str:
    """How a company calls itself: `MENUISERIE LE GALL`, `ARMOR ELECTRICITE`, `DUPONT ET FILS`."""
    form, word = int(random.random() * 5), activity.words[int(random.random() * len(activity.words))]
    if form == 0:
        return f"{word} {surname(random)}"
    if form == 1:
        return f"{REGIONS[int(random.random() * len(REGIONS))]} {word}"
    if form == 2:  # noqa: PLR2004 - one of five forms
        return f"{surname(random)} {_ENDINGS[int(random.random() * len(_ENDINGS))]}"
    if form == 3:  # noqa: PLR2004 - one of five forms
        return f"{word} {town}"
    return f"{surname(random)[:3]}{word[:4]} {REGIONS[int(random.random() * len(REGIONS))]}".replace(" ", "", 1)
