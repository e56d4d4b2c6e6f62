"""The tables of a document by what it was computed from: speeds, limits and files."""

from tillganglighet.domain.provenance import Provenance
from tillganglighet.publish.formats.page_table import Cell, PageTable
from tillganglighet.publish.gaps.inputs import role_text
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import number_text
from tillganglighet.publish.wording.parameters import parameter_name, parameter_unit
from tillganglighet.publish.wording.words import words


def speed_table(provenance: Provenance, language: Language) -> PageTable:
    """Return the km/h of each class of road that says nothing of its speed."""
    text = words(language)
    rows = [(name, [Cell(_number(kph, language))]) for name, kph in provenance.speeds.items()]
    heads = [Cell(text["c_road"]), Cell("km/h")]
    return PageTable("speeds", text["speeds_caption"], heads, rows)


def parameter_table(provenance: Provenance, language: Language) -> PageTable:
    """Return the limits that the answers depend on, each with its unit."""
    text = words(language)
    rows = [
        (parameter_name(key, language), [Cell(f"{_number(value, language)} {unit}".strip())])
        for key, value in provenance.parameters.items()
        for unit in [parameter_unit(key)]
    ]
    heads = [Cell(text["c_name"]), Cell(text["c_value"])]
    return PageTable("parameters", text["parameters_caption"], heads, rows)


def input_table(provenance: Provenance, language: Language) -> PageTable:
    """Return every file with what it gives, its date and its checksum."""
    text = words(language)
    rows = [
        (
            entry.name,
            [
                Cell(role_text(entry, language), is_text=True),
                Cell(entry.date or text["date_unknown"], is_text=True),
                Cell(entry.sha256, is_text=True),
            ],
        )
        for entry in provenance.inputs
    ]
    heads = [
        Cell(text["c_file"]),
        *(Cell(text[key], is_text=True) for key in ("c_role", "c_date")),
    ]
    return PageTable(
        "inputs", text["sources_caption"], [*heads, Cell("SHA-256", is_text=True)], rows
    )


def _number(value: float | str, language: Language) -> str:
    """Return a number with as many decimals as it has, two at most; a text as it is."""
    if isinstance(value, str):
        return value
    decimals = sum(round(value, count) != round(value, 2) for count in (0, 1))
    return number_text(value, decimals, language)
