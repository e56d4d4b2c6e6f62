"""The gap report into a real database, whole or not at all."""
# ruff: noqa: S608 (names that the test has made itself)

import dataclasses
import subprocess
import sys
from pathlib import Path

import pytest

from support.postgres_server import PLANNER, Server
from support.reports import small_report
from support.shared import EXAMPLE
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.errors import OutputError, UsageError
from tillganglighet.publish.formats.postgis import write_to_database
from tillganglighet.publish.gaps.product import gap_product
from tillganglighet.publish.gaps.tables import orter, restider
from tillganglighet.sources.postgis import read_layer, read_table

TABLES = [
    "datarapport", "fragor", "kallor", "kolumner", "orter", "parametrar", "restider", "resultat",
    "service",
]  # fmt: skip


def tables_in(server: Server, schema: str) -> list[object]:
    found = server.run(f"SELECT tablename FROM pg_tables WHERE schemaname = '{schema}' ORDER BY 1")
    return [name for (name,) in found]


def named(report: GapReport, name: str) -> GapReport:
    villages = dataclasses.replace(
        report.villages, name=[name, *report.villages.name[1:].tolist()]
    )
    return dataclasses.replace(report, villages=villages)


def test_what_is_written_is_what_is_read(server: Server, schema: str) -> None:
    report = small_report()
    write_to_database(gap_product(report), server.url(schema, user=PLANNER))
    assert tables_in(server, schema) == TABLES

    expected = orter(report)
    layer = read_layer(server.url(f"{schema}.orter"))
    assert layer.crs == "EPSG:3006"
    assert list(layer.columns) == list(expected.columns)
    by_id = expected.set_index("ort_id")
    for row in layer.itertuples():
        assert row.geometry == by_id.geometry[row.ort_id]
    assert layer["ortnamn"].tolist() == by_id["ortnamn"].loc[layer["ort_id"]].tolist()

    long = read_table(server.url(f"{schema}.restider"))
    assert len(long) == len(restider(report))
    minutes = restider(report).set_index(["ort_id", "kategori"])["restid_min"]
    read = long.set_index(["ort_id", "kategori"])["restid_min"]
    assert read.astype(float).equals(minutes.loc[read.index])  # full precision, nan where none


def test_english_has_english_names(server: Server, schema: str) -> None:
    write_to_database(gap_product(small_report(), "en"), server.url(schema))
    assert "travel_times" in tables_in(server, schema)
    keys = server.run(
        "SELECT count(*) FROM information_schema.table_constraints "
        f"WHERE table_schema = '{schema}' AND constraint_type = 'PRIMARY KEY'"
    )
    assert keys == [(3,)]


def test_a_schema_that_is_not_there_is_made(server: Server, schema: str) -> None:
    write_to_database(gap_product(small_report()), server.url(f"{schema}_ny"))
    assert tables_in(server, f"{schema}_ny") == TABLES
    server.run(f"DROP SCHEMA {schema}_ny CASCADE")


def test_views_and_grants_outlive_a_new_report(server: Server, schema: str) -> None:
    url = server.url(schema)
    write_to_database(gap_product(small_report()), url)
    server.run(
        f"CREATE VIEW {schema}.vy AS SELECT ortnamn FROM {schema}.orter WHERE ort_id = 'n1';"
        f"GRANT SELECT ON {schema}.orter TO {PLANNER}"
    )
    write_to_database(gap_product(small_report(with_population=False)), url)
    assert server.run(f"SELECT ortnamn FROM {schema}.vy") == [("Ånäs",)]
    assert server.run(f"SELECT count(befolkning) FROM {schema}.orter") == [(0,)]
    assert len(read_layer(server.url(f"{schema}.orter", user=PLANNER))) == 8


def test_other_columns_replace_the_table_unless_a_view_stands_on_it(
    server: Server, schema: str
) -> None:
    url = server.url(schema)
    write_to_database(gap_product(small_report()), url)
    before = server.run(f"SELECT * FROM {schema}.orter ORDER BY 1")
    server.run(f"ALTER TABLE {schema}.orter RENAME COLUMN ortnamn TO annat")
    server.run(f"COMMENT ON TABLE {schema}.orter IS 'tillganglighet 0.0.1, columns other'")
    server.run(f"CREATE VIEW {schema}.vy AS SELECT annat FROM {schema}.orter")
    with pytest.raises(OutputError, match="a view stands on the old table"):
        write_to_database(gap_product(small_report(with_population=False)), url)
    assert server.run(f"SELECT * FROM {schema}.orter ORDER BY 1") == before

    server.run(f"DROP VIEW {schema}.vy")
    write_to_database(gap_product(small_report()), url)
    assert "ortnamn" in read_layer(server.url(f"{schema}.orter")).columns


def test_a_table_of_another_is_not_touched_and_nothing_is_half_written(
    server: Server, schema: str
) -> None:
    server.run(f"CREATE TABLE {schema}.service (id int); INSERT INTO {schema}.service VALUES (1)")
    with pytest.raises(OutputError, match="not made"):
        write_to_database(gap_product(small_report()), server.url(schema))
    assert tables_in(server, schema) == ["service"]
    assert server.run(f"SELECT id FROM {schema}.service") == [(1,)]


def test_readers_see_the_old_report_until_the_new_one_is_whole(
    server: Server, schema: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = server.url(schema)
    write_to_database(gap_product(small_report()), url)
    count = f"SELECT count(*), count(befolkning) FROM {schema}.orter"
    before, seen = server.run(count), []

    def looking_on(*arguments: object) -> None:
        copy(*arguments)
        seen.append(server.run(count))

    from tillganglighet.publish.formats import postgis  # noqa: PLC0415 (to look on from inside)

    copy = postgis._copy  # noqa: SLF001 (as above)
    monkeypatch.setattr(postgis, "_copy", looking_on)
    write_to_database(gap_product(small_report(with_population=False)), url)
    assert seen == [before] * len(TABLES)
    assert server.run(count) == [(8, 0)]


def test_a_database_without_postgis_and_one_without_rights_are_told(
    server: Server, schema: str
) -> None:
    with pytest.raises(OutputError, match="CREATE EXTENSION postgis"):
        write_to_database(gap_product(small_report()), server.url(schema, database="tom"))
    with pytest.raises(OutputError, match="permission denied") as caught:
        write_to_database(gap_product(small_report()), server.url("ny", user=PLANNER))
    assert server.password not in str(caught.value)
    with pytest.raises(UsageError, match="names no schema"):
        write_to_database(gap_product(small_report()), server.url(f"{schema}.orter"))


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-c", "from tillganglighet.cli import main; main()"]
    return subprocess.run(
        [*program, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_gaps_writes_into_a_database_and_keeps_its_password(
    server: Server, schema: str, tmp_path: Path
) -> None:
    region = tmp_path / "region"
    assert run("build", EXAMPLE / "exempel.osm.pbf", "--out", region).returncode == 0
    category = ("--category", "dagligvaror")
    done = run("gaps", region, *category, "--out", server.url(schema, user=PLANNER))
    assert done.returncode == 0, done.stderr
    assert f"postgresql://127.0.0.1:{server.port}/geodata#{schema}" in done.stderr
    assert server.password not in done.stdout + done.stderr
    assert server.run(f"SELECT count(*) > 0 FROM {schema}.restider") == [(True,)]

    wrong = server.url(f"{schema}.saknas", user=PLANNER)
    unread = run("build", EXAMPLE / "exempel.osm.pbf", "--services", wrong, "--out", region)
    assert unread.returncode == 1
    assert "no such table" in unread.stderr
    assert server.password not in unread.stderr

    refused = run("gaps", region, *category, "--out", server.url("", user=PLANNER))
    assert refused.returncode == 2
    assert server.password not in refused.stderr
