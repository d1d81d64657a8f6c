"""What to do about a cell that could not be read, by the field that it was read for."""

from collections.abc import Mapping

_CURES: Mapping[str, str] = {
    "identifier": "write the 14 digits of the SIRET; a foreign company needs its own number and its scheme",
    "buyer": "write the 14 digits of the buyer's SIRET",
    "reference": "give each contract of a buyer a number of its own",
    "holders": "name whoever holds the contract, by identifier or name",
    "name": "write the name; in a SIRENE file, join the legal unit's columns",
    "commune": "write the five characters of the INSEE code",
    "postcode": "write the five digits of a French post code, or map the country",
    "department": "write the code of the département, such as 35, 2A or 974",
    "place": "write an INSEE code, a post code or a département",
    "country": "map it to its ISO code of two letters",
    "naf": "write a class of the NAF rev. 2, such as 43.21A",
    "staff_band": "write INSEE's code of the band: NN, 00 to 53",
    "legal_form": "write the four digits of INSEE's category",
    "size": "map it to tpe, pme, eti or ge",
    "activities": "write CPV codes of eight digits",
    "cpv": "write a CPV code of eight digits",
    "coordinates": "give a point in metropolitan France, or none",
    "row": "put quotes around cells that hold a delimiter",
}
_OTHERWISE = "correct the cell, or map it (docs/mappings.md)"


def cure(field: str) -> str:
    """One sentence; of a part of a whole, such as `holders.identifier`, that of the part."""
    return _CURES.get(field.rpartition(".")[2], _OTHERWISE)
