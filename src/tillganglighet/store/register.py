"""The register of scenarios: in a file (SQLite), or in PostgreSQL for an office that shares one.

Who changes a scenario says which version was read; if somebody else has changed it since, the
change is refused and nothing is lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, create_engine, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import NullPool

from tillganglighet.domain.database import (
    EXTRA_MISSING,
    database_words,
    is_database_address,
    schema_address,
    shown_address,
)
from tillganglighet.domain.scenario_status import ScenarioStatus, scenario_status
from tillganglighet.errors import NotFoundError, OutputError, UsageError
from tillganglighet.scenarios.changes.scenario import Scenario
from tillganglighet.store.register_rows import (
    Base,
    RegisteredScenario,
    Row,
    content_of,
    export_text,
    imported,
    registered,
)


class Register:
    """Scenarios by name.

    Parameters
    ----------
    place : str or Path
        A file, or `postgresql://HOST/DATABASE#SCHEMA`.
    is_made : bool
        Whether a file that is not there is made; else it is refused.

    Raises
    ------
    NotFoundError
        There is no such file.
    OutputError
        It cannot be opened or made.
    """

    def __init__(self, place: str | Path, *, is_made: bool = True) -> None:
        self._place = shown_address(str(place))
        if not is_made and not is_database_address(str(place)) and not Path(place).is_file():
            raise NotFoundError(
                f"{self._place}: no such register; check the path, or begin one with `register "
                "add` or `register import`"
            )
        self._engine = _engine(str(place))
        with self._session():
            Base.metadata.create_all(self._engine)

    def add(
        self, scenario: Scenario, *, status: str = ScenarioStatus.IDEA, region: str = ""
    ) -> RegisteredScenario:
        """Add a scenario under its name.

        Raises
        ------
        UsageError
            It has no name, or the register holds another of that name.
        """
        if not scenario.name.strip():
            raise UsageError("a scenario in a register needs a name")
        now = _now()
        row = Row(
            name=scenario.name,
            status=scenario_status(status).value,
            region=region,
            created=now,
            changed=now,
            **content_of(scenario),
        )
        try:
            with self._session() as session:
                session.add(row)
                session.flush()
                return registered(row)
        except IntegrityError:
            raise UsageError(
                f"scenario {scenario.name!r}: the register holds one of that name; change that "
                "one, or choose another name"
            ) from None

    def change(
        self,
        name: str,
        version: int,
        *,
        scenario: Scenario | None = None,
        status: str | None = None,
    ) -> RegisteredScenario:
        """Change the content or the status of a scenario that was read in this version.

        Raises
        ------
        NotFoundError
            The register holds no scenario of that name.
        OutputError
            Somebody else has changed it since; read it again.
        """
        with self._session() as session:
            row = self._row(session, name)
            if row.version != version:
                raise OutputError(_stale(name))
            if scenario is not None:
                for key, value in content_of(replace(scenario, name=name)).items():
                    setattr(row, key, value)
            if status is not None:
                row.status = scenario_status(status).value
            row.changed = _now()
            session.flush()
            return registered(row)

    def find(self, name: str) -> RegisteredScenario:
        """Return the scenario of that name.

        Raises
        ------
        NotFoundError
            There is none; the message lists those that are.
        """
        with self._session() as session:
            return registered(self._row(session, name))

    def listed(self, status: str | None = None) -> tuple[RegisteredScenario, ...]:
        """Return the scenarios by name, all or those of one status."""
        query = select(Row).order_by(Row.name)
        if status is not None:
            query = query.where(Row.status == scenario_status(status).value)
        with self._session() as session:
            return tuple(registered(row) for row in session.scalars(query))

    def remove(self, name: str) -> None:
        """Take a scenario out of the register.

        Raises
        ------
        NotFoundError
            The register holds no scenario of that name.
        """
        with self._session() as session:
            session.delete(self._row(session, name))

    def exported(self) -> str:
        """Return the whole register as JSON, which another register can take in."""
        return export_text(self.listed())

    def take_in(self, text: str, source: str = "import") -> int:
        """Add the scenarios that another register has exported; return how many.

        Raises
        ------
        InputError
            It is no export of ours.
        UsageError
            A name is taken; nothing is added.
        """
        scenarios = imported(text, source)
        taken = {each.scenario.name for each in self.listed()}
        double = sorted(taken & {each.scenario.name for each in scenarios})
        if double:
            raise UsageError(f"the register holds {', '.join(double)} already; nothing was added")
        with self._session() as session:
            session.add_all(
                Row(
                    name=each.scenario.name,
                    status=each.status.value,
                    region=each.region,
                    created=each.created,
                    changed=each.changed,
                    **content_of(each.scenario),
                )
                for each in scenarios
            )
        return len(scenarios)

    def _row(self, session: Session, name: str) -> Row:
        row = session.get(Row, name)
        if row is None:
            known = session.scalars(select(Row.name).order_by(Row.name)).all()
            listed = ", ".join(known) or "nothing yet"
            raise NotFoundError(f"scenario {name!r}: not in the register, which holds {listed}")
        return row

    @contextmanager
    def _session(self) -> Iterator[Session]:
        """Yield a session whose changes are made together at the end, or not at all."""
        try:
            with Session(self._engine, expire_on_commit=False) as session, session.begin():
                yield session
        except IntegrityError:
            raise
        except StaleDataError:
            raise OutputError(_stale("a scenario")) from None
        except SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            raise OutputError(f"{self._place}: {database_words(cause)}") from None


def _engine(place: str) -> Engine:
    if not is_database_address(place):
        path = Path(place)
        if not path.parent.is_dir():
            raise OutputError(f"{place}: there is no folder {path.parent}; create it first")
        # Closed after each use: a file on a shared disk is not kept open.
        return create_engine(f"sqlite:///{path.as_posix()}", poolclass=NullPool)
    address = schema_address(place)
    try:
        import psycopg  # noqa: PLC0415 (an extra that few need)
        from psycopg.conninfo import make_conninfo  # noqa: PLC0415 (as above)
    except ImportError:
        raise UsageError(EXTRA_MISSING) from None
    engine = create_engine(
        "postgresql+psycopg://",
        creator=lambda: psycopg.connect(make_conninfo(**address.connection)),
        poolclass=NullPool,
    )
    return engine.execution_options(schema_translate_map={None: address.schema})


def _stale(name: str) -> str:
    return f"{name}: somebody else has changed it since it was read; read it again, then change it"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
