"""Places drawn by what becomes of their travel time, as scenarios and sitings draw them."""

from tillganglighet.publish.maps.style import DrawnClass, Symbol, coded, faint
from tillganglighet.publish.wording.classes import codes
from tillganglighet.publish.wording.columns import Language

_PLACE = Symbol("#ffffff", size_mm=2.4)


def change_classes(language: Language) -> tuple[DrawnClass, ...]:
    """Return the classes of change; those that nothing happens to are faint."""
    unchanged, *others = coded("scenario_change", language, like=_PLACE)
    return (faint(unchanged), *others)


def change_expression(before: str, after: str, language: Language) -> str:
    """Return the expression of the class of change.

    Parameters
    ----------
    before, after : str
        Columns of the minutes, empty where there is no travel time.
    """
    unchanged, worse, better, without = codes("scenario_change", language)
    return (
        f'CASE WHEN "{before}" IS NULL AND "{after}" IS NULL THEN \'{unchanged}\''
        f" WHEN \"{after}\" IS NULL THEN '{without}'"
        f' WHEN "{before}" IS NULL OR "{after}" < "{before}" THEN \'{better}\''
        f" WHEN \"{after}\" > \"{before}\" THEN '{worse}' ELSE '{unchanged}' END"
    )
