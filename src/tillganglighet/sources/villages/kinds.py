"""What kind of place an area is: tätort, småort, an area of holiday houses or of facilities."""

from tillganglighet.sources.tabular.mapping import column_key

# The kinds in the order in which they name a place and claim the people of a cell, and how
# columns, layers and files of SCB and Lantmäteriet begin (To2020_SR99TM, Fo2015_Swe99TM).
KINDS = {
    "tatort": ("tatort", "to19", "to20", "t"),
    "smaort": ("smaort", "so19", "so20", "s"),
    "fritidshusomrade": ("fritid", "fo19", "fo20"),
    "anlaggningsomrade": ("anlagg",),
}
OTHER_KIND = "ort"
_WHOLE_WORDS = {"t", "s"}  # as a beginning they would fit too much
# Facilities where nobody lives and nobody spends the night: Region Dalarna leaves them out.
_NO_PLACE = {
    "idrottsplan",
    "idrottsanlaggning",
    "begravningsplats",
    "koloniomrade",
    "skjutbaneomrade",
}


def village_kind(*words: str) -> str:
    """Return the kind that the first telling word means: of a column, a layer, a file."""
    for word in words:
        key = column_key(word)
        for kind, beginnings in KINDS.items():
            if key in beginnings or key.startswith(
                tuple(each for each in beginnings if each not in _WHOLE_WORDS)
            ):
                return kind
    return OTHER_KIND


def rank(kind: str) -> int:
    """Return where a kind stands in the order of naming; others come after those four."""
    kinds = list(KINDS)
    return kinds.index(kind) if kind in kinds else len(kinds)


def is_no_place(*purposes: str) -> bool:
    """Tell whether an area of facilities is a sports ground, cemetery or the like."""
    return any(column_key(purpose) in _NO_PLACE for purpose in purposes)
