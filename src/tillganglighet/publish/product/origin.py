"""Where a published number comes from, in the shapes that the file formats can carry."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tillganglighet.domain.provenance import Provenance
from tillganglighet.publish.product.settings import Setting
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.numbers import date_text, number_text
from tillganglighet.publish.wording.words import words

# What stands in files whose inputs have no date: the day that zip archives begin.
_NO_DATE = datetime(1980, 1, 1)  # noqa: DTZ001 (Excel knows no time zones)


@dataclass(frozen=True)
class OriginRow:
    """One line of the table of sources; a date or a hash that does not exist is empty."""

    topic: str
    name: str
    value: str = ""
    date: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Origin:
    """Where the numbers of a product come from.

    Parameters
    ----------
    provenance : Provenance
        Of the region.
    record : mapping of str to any
        What the product adds for JSON: standards, coverage, the parameters of a search.
    rows : tuple of OriginRow
        The sources among it as lines of a table, in the language of the product.
    settings : tuple of Setting
        The parameters among it.
    warnings : tuple of str
        What would mislead whoever reads the numbers without it, in the language of the product.
    """

    provenance: Provenance
    record: Mapping[str, Any] = field(default_factory=dict)
    rows: tuple[OriginRow, ...] = ()
    settings: tuple[Setting, ...] = ()
    warnings: tuple[str, ...] = ()


def origin_record(origin: Origin) -> dict[str, Any]:
    """Return program, inputs, rules and parameters as a mapping for JSON."""
    provenance = origin.provenance
    return {
        "program": provenance.program,
        "region": provenance.region,
        "area": provenance.area,
        "note": provenance.note,
        "warnings": list(origin.warnings),
        "withheld_services": provenance.withheld,
        "inputs": [
            {"name": entry.name, "sha256": entry.sha256, "date": entry.date}
            for entry in provenance.inputs
        ],
        "attribution": list(provenance.attribution),
        "profile": provenance.profile,
        "profile_sha256": provenance.profile_sha256,
        "mode": provenance.mode,
        "crs": provenance.crs,
        "parameters": dict(provenance.parameters),
        "speeds_kph": dict(provenance.speeds),
        **origin.record,
    }


def origin_rows(origin: Origin, language: Language) -> list[OriginRow]:
    """Return the sources as lines of a table, for workbooks and GeoPackages."""
    provenance = origin.provenance
    swedish = language == "sv"
    profile = provenance.profile_sha256
    return [
        OriginRow("program", provenance.program),
        OriginRow("region", provenance.region, provenance.crs),
        *(
            OriginRow(topic, value)
            for topic, value in (
                ("område" if swedish else "area", provenance.area),
                *(
                    ("märkning" if swedish else "note", line)
                    for line in (*notices(provenance, language), *origin.warnings)
                ),
            )
            if value
        ),
        *(
            OriginRow("indata" if swedish else "input", entry.name, "", entry.date, entry.sha256)
            for entry in provenance.inputs
        ),
        *(
            OriginRow("erkännande" if swedish else "attribution", line)
            for line in provenance.attribution
        ),
        OriginRow("profil" if swedish else "profile", provenance.profile, sha256=profile),
        *origin.rows,
    ]


def notices(provenance: Provenance, language: Language) -> tuple[str, ...]:
    """Return what stands before all else in every product: its note, and what is withheld."""
    withheld = words(language)["withheld"].format(
        count=number_text(provenance.withheld, 0, language)
    )
    said = (provenance.note, withheld if provenance.withheld else "")
    return tuple(line for line in said if line)


def data_date(provenance: Provenance) -> datetime:
    """Return the latest date of the inputs, the only date that a reproducible file can bear."""
    dates = [_date(entry.date) for entry in provenance.inputs if entry.date]
    return max(dates, default=_NO_DATE)


def dates_text(provenance: Provenance, language: Language) -> str:
    """Return the days of the inputs that have one, the earliest first."""
    days = sorted({entry.date[:10] for entry in provenance.inputs if entry.date})
    return ", ".join(date_text(day, language) for day in days) or words(language)["date_unknown"]


def _date(text: str) -> datetime:
    """Return an ISO 8601 date or time; one that is not does not stop a report."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _NO_DATE
