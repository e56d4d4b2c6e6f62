"""The import report fits a terminal of any width and is never folded elsewhere."""

import io

from rich.console import Console

from support.reports import small_report
from tillganglighet.domain.data_report import DataReport, Lack, SourceRecord
from tillganglighet.domain.status import Coverage
from tillganglighet.network.findings import Finding
from tillganglighet.network.network_sizes import NetworkSize
from tillganglighet.publish.build.import_report import print_import_report
from tillganglighet.publish.wording.columns import Language

NETWORKS = (
    NetworkSize(0, 1234.5, 3, 1250.0, "Ånäs"),
    NetworkSize(1, 5.0, 1, 10.0, "[red]Holmen"),
    NetworkSize(-1, 0.2, 0, 0.0, ""),
)
FINDINGS = {
    "dropped_access": Finding("dropped_access", 1_500, ("w1", "w2", "w3", "w4")),
    "village_no_road": Finding("village_no_road", 2, ("n5", "n6"), 10.0),
}
DATA_REPORT = DataReport(
    (
        SourceRecord(
            "villages", "osm", read=10, used=8, outside=2, oldest="2026-03-01", newest="2026-03-01"
        ),
        SourceRecord("services", "f.csv", "dagligvaror", 7, 4, 1, 0, 2, ("lat: 2",)),
        SourceRecord("services", "f.csv", "", 3, refused=3),
    ),
    (Lack("villages_without_road", 1, 12.0),),
)
COVERAGE = {
    "dagligvaror": {"": Coverage.INCOMPLETE, "2039": Coverage.COMPLETE},
    "apotek": {"": Coverage.COMPLETE},
}


def printed(*, width: int, terminal: bool, language: Language = "sv") -> list[str]:
    file = io.StringIO()
    console = Console(file=file, width=width, force_terminal=terminal, no_color=True)
    print_import_report(
        small_report().provenance,
        {"villages": 4},
        NETWORKS,
        FINDINGS,
        data_report=DATA_REPORT,
        coverage=COVERAGE,
        language=language,
        console=console,
    )
    return [line.rstrip() for line in file.getvalue().replace("\u00a0", " ").splitlines()]


def test_a_pipe_gets_each_finding_on_one_line_the_most_persons_first() -> None:
    lines = printed(width=40, terminal=False)
    doubts = lines[lines.index("Tvivel") + 1 :]
    assert doubts == [
        "    2  Orter utan väg inom gränsen: de får statusen ingen_vag. 10 personer. n5 n6",
        "1 500  Vägar där färdsättet är förbjudet: de är inte med. w1 w2 w3",
    ]


def test_networks_stand_in_a_table_with_their_largest_village() -> None:
    lines = printed(width=80, terminal=False, language="en")
    head = lines.index("Network and its largest village  km of road  villages  persons")
    assert lines[head + 1].split() == ["1", "Ånäs", "1,234.5", "3", "1,250"]
    assert lines[head + 2].split() == ["2", "[red]Holmen", "5.0", "1", "10"]
    assert lines[head + 3].split() == ["others", "0.2", "0", "0"]


def test_a_narrow_terminal_wraps_beside_the_counts() -> None:
    lines = printed(width=44, terminal=True)
    assert max(len(line) for line in lines if "[" not in line) <= 44
    assert any(line.startswith("1 Ånäs: km väg 1 234,5; orter 3;") for line in lines)
    first = next(line for line in lines if "Orter utan väg inom" in line)
    after = lines[lines.index(first) + 1]
    assert after.startswith("       ")


def test_the_data_report_tells_what_became_of_the_rows_and_how_complete_they_are() -> None:
    lines = printed(width=120, terminal=False)
    report = lines[lines.index("Datarapport") + 1 : lines.index("Tvivel") - 1]
    assert [line.split()[-5:] for line in report[1:4]] == [
        ["10", "8", "0", "2", "0"],
        ["7", "4", "1", "0", "2"],
        ["3", "0", "0", "0", "3"],
    ]
    assert [line.split("  ")[0] for line in report[1:4]] == [
        "osm: Orter",
        "f.csv: Dagligvaror",
        "f.csv: rader utan kategori",
    ]
    assert report[4:] == [
        "f.csv: Dagligvaror: fel i lat: 2",
        "osm: uppgifter från 2026-03-01",
        "Täckning fullständig: Dagligvaror (2039); Apotek",
        "Täckning ofullständig: Dagligvaror",
        "1  Orter utan väg. 12 personer",
    ]
