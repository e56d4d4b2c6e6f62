"""What the numbers of a product were computed with, one setting a row, number and unit apart."""

from collections.abc import Mapping
from dataclasses import dataclass

from tillganglighet.domain.provenance import Provenance
from tillganglighet.publish.wording.classes import published_classes
from tillganglighet.publish.wording.columns import Language
from tillganglighet.publish.wording.parameters import parameter_unit


@dataclass(frozen=True)
class Setting:
    """One setting.

    Parameters
    ----------
    topic : str
        Key of `parameters.toml`.
    key : str
        What programs call it.
    value : float or str
    unit : str
        Of a number.
    name : str
        What people call it; empty for what `parameters.toml` says.
    decided_by : str
        Of a standard.
    date : str
        When it was decided, or of a file.
    """

    topic: str
    key: str
    value: float | str = ""
    unit: str = ""
    name: str = ""
    decided_by: str = ""
    date: str = ""


def parameter_settings(parameters: Mapping[str, float | str]) -> tuple[Setting, ...]:
    """Return one setting for each parameter, in the unit that its name ends with."""
    return tuple(
        Setting("parameter", key, value, parameter_unit(key)) for key, value in parameters.items()
    )


def settings_of_region(provenance: Provenance, language: Language) -> tuple[Setting, ...]:
    """Return program, region, profile, limits, assumed speeds, and the dates of the files."""
    mode = {entry.code_en: entry.code(language) for entry in published_classes("mode")}
    return (
        Setting("program", "program", provenance.program),
        Setting("region", "region", provenance.region),
        *([Setting("region", "area", provenance.area)] if provenance.area else []),
        Setting("region", "crs", provenance.crs),
        Setting("profile", "profile", provenance.profile),
        Setting("profile", "mode", mode[provenance.mode]),
        *parameter_settings(provenance.parameters),
        *(Setting("speed", key, kph, "km/h") for key, kph in provenance.speeds.items()),
        *(Setting("data", entry.name, date=entry.date[:10]) for entry in provenance.inputs),
    )
