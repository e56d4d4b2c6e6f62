"""The files that a report rests on, by what they give: which, and from when."""

from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.domain.catalogue import catalogue
from tillganglighet.domain.data_report import SourceRecord
from tillganglighet.domain.provenance import InputFile
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import date_text
from tillganglighet.publish.wording.words import words

_MOST_FILES, _MOST_CATEGORIES = 2, 3
_OSM = "osm"  # as the data report calls it


def files_text(report: GapReport, role: str, language: Language) -> str:
    """Return the files of a role with their dates; two of them by name, of more the number.

    The OSM files play the roles of villages and services too, as far as they gave any.
    """
    text, inputs = words(language), report.provenance.inputs
    is_of_osm = any(each.source == _OSM for each in _records(report, role))
    entries = [entry for entry in inputs if is_of_osm and entry.role == "roads"]
    entries += [entry for entry in inputs if entry.role == role]
    named = [_file_text(report, entry, language) for entry in entries[:_MOST_FILES]]
    if (rest := entries[_MOST_FILES:]) and named:
        days = {entry.date for entry in rest}
        said = text["f_more_files"].format(count=len(rest))
        named.append(f"{said}, {_dated(days.pop() if len(days) == 1 else '', language)}")
    return "; ".join(named)


def role_text(entry: InputFile, language: Language) -> str:
    """Return what a file gives; a region that was built without roles tells nothing."""
    return words(language)[f"role_{entry.role}"] if entry.role else ""


def _file_text(report: GapReport, entry: InputFile, language: Language) -> str:
    name, text = entry.name, words(language)
    if entry.role == "services":
        keys = {each.category for each in _records_of(report, entry) if each.used}
        names = [category.name(language) for key, category in catalogue().items() if key in keys]
        listed = ", ".join(name.lower() for name in names)
        if len(names) > _MOST_CATEGORIES:
            listed = text["f_categories"].format(count=len(names))
        name = f"{name} ({listed})" if listed else name
    return f"{name}, {_dated(entry.date, language)}"


def _dated(day: str, language: Language) -> str:
    return date_text(day, language) if day else words(language)["f_no_date"]


def _records(report: GapReport, holds: str) -> list[SourceRecord]:
    return [each for each in report.data_report.sources if each.holds == holds and each.used]


def _records_of(report: GapReport, entry: InputFile) -> list[SourceRecord]:
    """Return what became of the rows of a file, sheet by sheet or layer by layer."""
    return [
        each
        for each in report.data_report.sources
        if each.source == entry.name or each.source.startswith(f"{entry.name}/")
    ]
