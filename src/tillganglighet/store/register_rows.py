"""Scenarios as rows of a database and as the text of an export."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Integer, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from tillganglighet.domain.scenario_status import ScenarioStatus, scenario_status
from tillganglighet.errors import InputError, UsageError
from tillganglighet.scenarios.changes.reading import read_scenario_mapping
from tillganglighet.scenarios.changes.scenario import Scenario, scenario_mapping

FORMAT = "tillganglighet scenarios"


@dataclass(frozen=True)
class RegisteredScenario:
    """A scenario in a register.

    Parameters
    ----------
    scenario : Scenario
        Its name is unique in the register.
    status : ScenarioStatus
    region : str
        The region that it was thought for; empty if any.
    version : int
        Counts its changes, from 1.
    created, changed : str
        ISO 8601, UTC.
    """

    scenario: Scenario
    status: ScenarioStatus
    region: str
    version: int
    created: str
    changed: str


class Base(DeclarativeBase):
    """What the tables of the register share."""


class Row(Base):
    """One scenario."""

    __tablename__ = "scenarios"

    name: Mapped[str] = mapped_column(Text, primary_key=True)
    author: Mapped[str] = mapped_column(Text)
    purpose: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    region: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text)  # the scenario as JSON, all of it
    created: Mapped[str] = mapped_column(Text)
    changed: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 (as SQLAlchemy wants it)


def content_of(scenario: Scenario) -> dict[str, Any]:
    """Return the columns of a row that the scenario itself fills."""
    mapping = scenario_mapping(scenario)
    return {
        "author": scenario.author,
        "purpose": scenario.purpose,
        "content": json.dumps(mapping, ensure_ascii=False),
    }


def registered(row: Row) -> RegisteredScenario:
    """Return the scenario of a row."""
    return RegisteredScenario(
        scenario=read_scenario_mapping(json.loads(row.content), row.name).checked(),
        status=ScenarioStatus(row.status),
        region=row.region,
        version=row.version,
        created=row.created,
        changed=row.changed,
    )


def imported(text: str, source: str) -> list[RegisteredScenario]:
    """Return the scenarios of an export.

    Raises
    ------
    InputError
        It is no export of ours, or a scenario in it cannot be read.
    """
    try:
        content = json.loads(text)
        if content["format"] != FORMAT:
            raise InputError(f"{source}: no export of a register of scenarios")
        return [
            RegisteredScenario(
                **each
                | {
                    "scenario": read_scenario_mapping(each["scenario"], source).checked(),
                    "status": scenario_status(each["status"]),
                }
            )
            for each in content["scenarios"]
        ]
    except (ValueError, KeyError, TypeError) as cause:
        if isinstance(cause, InputError | UsageError):
            raise
        raise InputError(f"{source}: no export of a register of scenarios") from cause


def export_text(scenarios: Iterable[RegisteredScenario]) -> str:
    """Return scenarios as JSON, which a register can take in."""
    rows = [
        asdict(replace(each, scenario=Scenario("")))
        | {"scenario": scenario_mapping(each.scenario)}
        for each in scenarios
    ]
    content = {"format": FORMAT, "scenarios": rows}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
