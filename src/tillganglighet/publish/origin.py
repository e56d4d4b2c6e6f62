"""Where a published number comes from, in the shapes that the file formats can carry."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tillganglighet.accessibility.gap_report import GapReport
from tillganglighet.publish.columns import Language
from tillganglighet.publish.coverage import coverage_record, coverage_text
from tillganglighet.publish.words import words

# What stands in files whose inputs have no date: the day that zip archives begin.
_NO_DATE = datetime(1980, 1, 1)  # noqa: DTZ001 (Excel knows no time zones)


@dataclass(frozen=True)
class OriginRow:
    """One line of the table of sources; a date or a hash that does not exist is empty."""

    topic: str
    name: str
    value: str
    date: str
    sha256: str


def origin_record(report: GapReport) -> dict[str, Any]:
    """Return program, inputs, rules and parameters as a mapping for JSON."""
    provenance, standards = report.provenance, report.standards
    return {
        "program": provenance.program,
        "region": provenance.region,
        "area": provenance.area,
        "note": provenance.note,
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
        "standards": {
            "name": standards.name,
            "decided_by": standards.decided_by,
            "decided_on": standards.decided_on,
            "good_min": {c.key: standards.good_min[c.key] for c in report.categories},
            "acceptable_min": {c.key: standards.acceptable_min[c.key] for c in report.categories},
        },
        "coverage": coverage_record(report.coverage),
    }


def origin_rows(report: GapReport, language: Language) -> list[OriginRow]:
    """Return the same as lines of a table, for workbooks and GeoPackages."""
    provenance, standards = report.provenance, report.standards
    swedish = language == "sv"
    profile = provenance.profile_sha256
    rows = [
        OriginRow("program", provenance.program, "", "", ""),
        OriginRow("region", provenance.region, provenance.crs, "", ""),
        *(
            OriginRow(topic, value, "", "", "")
            for topic, value in (
                ("område" if swedish else "area", provenance.area),
                ("märkning" if swedish else "note", provenance.note),
            )
            if value
        ),
        *(
            OriginRow("indata" if swedish else "input", entry.name, "", entry.date, entry.sha256)
            for entry in provenance.inputs
        ),
        *(
            OriginRow("erkännande" if swedish else "attribution", line, "", "", "")
            for line in provenance.attribution
        ),
        OriginRow("profil" if swedish else "profile", provenance.profile, "", "", profile),
        *(
            OriginRow("parameter", name, f"{value:g}", "", "")
            for name, value in provenance.parameters.items()
        ),
        *(
            OriginRow("hastighet km/h" if swedish else "speed km/h", name, f"{value:g}", "", "")
            for name, value in provenance.speeds.items()
        ),
        OriginRow(
            "målnivåer" if swedish else "standards",
            standards.name,
            standards.decided_by,
            standards.decided_on,
            "",
        ),
    ]
    return rows + [
        _category_row(report, index, language) for index in range(len(report.categories))
    ]


def data_date(report: GapReport) -> datetime:
    """Return the latest date of the inputs, the only date that a reproducible file can bear."""
    dates = [_date(entry.date) for entry in report.provenance.inputs if entry.date]
    return max(dates, default=_NO_DATE)


def dates_text(report: GapReport, language: Language) -> str:
    """Return the days of the inputs that have one, the earliest first."""
    days = sorted({entry.date[:10] for entry in report.provenance.inputs if entry.date})
    return ", ".join(days) or words(language)["date_unknown"]


def _category_row(report: GapReport, index: int, language: Language) -> OriginRow:
    category = report.categories[index]
    coverage = coverage_text(report, index, language)
    good = report.standards.good_min[category.key]
    acceptable = report.standards.acceptable_min[category.key]
    topic, words = (
        ("category", "good {:g} min, acceptable {:g} min, coverage {}")
        if language == "en"
        else ("kategori", "god {:g} min, acceptabel {:g} min, täckning {}")
    )
    return OriginRow(topic, category.key, words.format(good, acceptable, coverage), "", "")


def _date(text: str) -> datetime:
    """Return an ISO 8601 date or time; one that is not does not stop a report."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return _NO_DATE
