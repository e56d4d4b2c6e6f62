"""The document says the same on paper and page: in persons, once, and with every doubt."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from support.reports import small_report
from tillganglighet.accessibility.gaps.gaps import find_gaps
from tillganglighet.accessibility.gaps.part_of_report import part_of_report
from tillganglighet.accessibility.gaps.report import GapReport
from tillganglighet.accessibility.levels.counted_people import counted_people
from tillganglighet.accessibility.levels.divisions import divided
from tillganglighet.accessibility.levels.rule_outcomes import ServiceOutcomes, share_outcomes
from tillganglighet.domain.areas import AreaKind
from tillganglighet.domain.rules import RuleOutcome, rules
from tillganglighet.domain.standards import Limits, LocalStandards, limits_of_villages
from tillganglighet.domain.status import Status
from tillganglighet.publish.formats.page_table import PageTable
from tillganglighet.publish.gaps.document import GapDocument, gap_document
from tillganglighet.publish.gaps.page import render_page
from tillganglighet.publish.gaps.pdf import render_gap_report_pdf
from tillganglighet.publish.gaps.rule_page import AreaRules
from tillganglighet.publish.wording.numbers import NOTHING

NARROW = "\u202f"


@pytest.fixture(scope="module")
def document() -> GapDocument:
    return gap_document(small_report())


def column(table: PageTable, head: str) -> list[str]:
    at = [cell.text for cell in table.heads].index(head) - 1
    return [cells[at].text for _, cells in table.rows]


def test_three_findings_in_persons(document: GapDocument) -> None:
    # 1200 of 1340 have at most 10 minutes to groceries: 0.896 is nearest to 9 in 10.
    # Apotek: 90 minutes for 100 of 1340, more than the acceptable 30; 40 have no travel time.
    # Holmen (10 persons) and Fjället (unknown) have no way to anything.
    assert document.key_findings == [
        (
            f"9 av 10 (1{NARROW}200 personer) har högst 10 minuter till närmaste dagligvarubutik. "
            "Säkert: uppgifterna är fullständiga."
        ),
        (
            "1 av 13 (100 personer) har mer än 30 minuter till närmaste kända apotek, och "
            "40 personer saknar restid dit. Osäkert: närmare service kan saknas i uppgifterna."
        ),
        (
            "1 av 130 (10 personer) saknar väg till det mesta. Utan väg ligger Holmen, Fjället. "
            "Osäkert: vägen kan saknas i uppgifterna."
        ),
    ]


def test_a_finding_about_nobody_says_who_is_within() -> None:
    report = small_report()
    # Every travel time is 5 minutes, and every place has one or is not measured.
    reached = report.access.status == 0
    report.access.travel_time_s[reached, 0] = 300.0
    report = replace(report, gaps=find_gaps(report.access, limits(report)))
    sentences = gap_document(report).key_findings
    # 10 persons not connected, 30 beyond the cut-off, and those of Fjället unknown.
    assert sentences[1] == (
        "40 personer saknar restid till närmaste kända apotek; ingen annan har mer än 30 minuter "
        "dit. Osäkert: närmare service kan saknas i uppgifterna."
    )


def test_who_has_no_way_at_all_is_not_within() -> None:
    report = small_report()
    # Every travel time is 5 minutes; 40 of 1340 persons have none, to anything.
    reached = report.access.status == Status.REACHED
    report.access.travel_time_s[reached, 0] = 300.0
    report.access.status[6] = Status.NOT_CONNECTED
    report = replace(report, gaps=find_gaps(report.access, limits(report)))
    sentences = gap_document(report).key_findings
    assert f"(1{NARROW}300 personer) har högst 30 minuter till närmaste" in sentences[1]
    assert "(40 personer) saknar väg till det mesta." in sentences[2]


def test_decided_standards_say_what_is_an_example_and_what_holds_elsewhere() -> None:
    report = small_report()
    local = LocalStandards("kommun", "2039", "Fullmäktige", "2026-09-01", {}, {})
    decided = replace(
        report.standards,
        name="Serviceplan",
        decided_by="Regionen",
        decided_on="2026-03-01",
        examples=report.standards.examples - {"dagligvaror"},
        local=(local,),
    )
    assert dict(gap_document(replace(report, standards=decided)).facts)["Målnivåer"] == (
        "Serviceplan, beslutade av Regionen 1 mars 2026; för 4 av 5 kategorier gäller "
        "exempel som ingen har beslutat; egna nivåer i Fjällen (Fullmäktige 2026-09-01)"
    )


def limits(report: GapReport) -> Limits:
    keys = [category.key for category in report.categories]
    return limits_of_villages(report.standards, keys, report.villages)


def test_the_front_table_adds_up_to_the_population(document: GapDocument) -> None:
    heads = [cell.text for cell in document.front.heads]
    assert heads[-4:] == ["Utan restid", "Okänt", "Summa", "Varav osäkert"]
    for _, cells in document.front.rows:
        counts = [int(cell.text.replace(NARROW, "")) for cell in cells]
        assert sum(counts[:6]) == counts[6] == 1340
    # Groceries are known completely, pharmacies are not: 100 persons and one beyond the cut-off.
    assert column(document.front, "Varav osäkert") == ["0", "130"]


def test_categories_without_an_answer_are_told_apart_from_the_others(
    document: GapDocument,
) -> None:
    assert [section.name for section in document.sections] == ["Dagligvaror", "Apotek"]
    assert dict(document.empty) == {
        "Uppgift saknas (det betyder inte att servicen saknas)": ["Dagskasseinsättning"],
        "Uppgifterna har ingen öppen service": ["Bibliotek"],
        "Mäts inte med detta färdsätt": ["Hållplats"],
    }
    assert [name for name, _ in document.people.rows] == ["Dagligvaror", "Apotek"]


def test_a_place_without_a_road_is_told_once(document: GapDocument) -> None:
    assert document.cut_off is not None
    assert [name for name, _ in document.cut_off.rows] == ["Holmen", "Fjället"]
    assert column(document.cut_off, "Varför") == ["Ingen vägförbindelse", "Ingen väg"]
    for section in document.sections:
        assert section.worst is not None
        assert not {"Holmen", "Fjället"} & {name for name, _ in section.worst.rows}


def test_the_worst_come_with_their_nearest_service(document: GapDocument) -> None:
    rows = dict(document.worst.rows)
    # 90 minutes at 72 km/h are 108 km, to the pharmacy, which is most beyond its limit.
    texts = [cell.text for cell in rows["Ärla"]]
    assert texts == ["Fjällen", "50", "0", "Apotek", "Älgens apotek", "90,0", "108,0"]
    # Those without a road are the same in every category: one row, with the persons known.
    texts = [cell.text for cell in rows["Holmen, Fjället"]]
    assert texts == ["Fjällen", "10", "de flesta", "", "saknar väg", NOTHING, NOTHING]
    assert document.worst.rows[0][0] == "Holmen, Fjället"


def test_fewer_than_half_is_no_full_category() -> None:
    report = small_report()
    # Only Ödby, 200 of 1340 persons, keeps its travel time to the pharmacy.
    at = [category.key for category in report.categories].index("apotek")
    report.access.status[[0, 2, 3, 7], at] = 2
    document = gap_document(report)
    assert [section.name for section in document.full] == ["Dagligvaror"]
    assert [section.name for section in document.partial] == ["Apotek"]


def test_an_area_that_reaches_nothing_says_so_in_numbers() -> None:
    report = part_of_report(small_report(), AreaKind.KOMMUN, "2039")
    report.access.status[0] = 1  # Ärla too is by no road now, as Holmen, Fjället and +Bortom
    report.access.status[3] = 1
    document = gap_document(report)
    # 50 + 10 + 30 persons, Fjället unknown; others in the region do reach both categories.
    assert document.key_findings == [
        (
            "Alla (90 personer) saknar väg till det mesta. Utan väg ligger Ärla, +Bortom, Holmen, "
            "Fjället. Osäkert: vägen kan saknas i uppgifterna."
        )
    ]
    assert column(document.front, "Utan restid") == ["90", "90"]
    assert document.sections == ()
    assert document.empty[0] == ("Ingen här har väg till känd service", ["Dagligvaror", "Apotek"])


def test_kommuner_stand_side_by_side(document: GapDocument) -> None:
    table = document.sections[0].by_kommun
    assert table is not None
    # 0180: 1200 within 10 minutes. 2039: Ärla 50 over 30 of 90. Unknown: Tvilling 50 over 30.
    assert [name for name, _ in table.rows] == ["okänd kommun", "Ånäs", "Fjällen"]
    assert column(table, "Personer") == ["50", f"1{NARROW}200", "90"]
    assert column(table, "Över 30 min") == ["100,0\u00a0%", "0,0\u00a0%", "55,6\u00a0%"]


def test_nothing_known_is_said() -> None:
    report = small_report()
    report.access.status[:] = 5
    document = gap_document(report)
    assert document.key_findings == ["Uppgifterna räcker inte till en enda restid."]
    assert document.sections == ()
    assert render_gap_report_pdf(document).startswith(b"%PDF")


def test_paper_and_page_hold_the_same_words(document: GapDocument, tmp_path: Path) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext of poppler-utils")
    (tmp_path / "luckor.pdf").write_bytes(render_gap_report_pdf(document))
    command = ["pdftotext", str(tmp_path / "luckor.pdf"), "-"]
    paper = subprocess.run(command, capture_output=True, check=True).stdout.decode("utf-8")
    page = re.sub("<[^>]*>", " ", render_page(document).decode())
    plain_paper, plain_page = ("".join(text.split()) for text in (paper, page))
    tables = (document.front, document.worst, document.people, document.levels)
    texts = [cell.text for table in tables for _, cells in table.rows for cell in cells]
    for text in [*document.key_findings, document.in_doubt, *texts]:
        assert "".join(text.split()) in plain_paper
        assert "".join(text.split()) in plain_page
    assert "Underlag, ej beslut" in paper.split("\f")[-2]  # on every page


def area_rules(report: GapReport) -> AreaRules:
    people = counted_people(report)
    whole = divided("hela", people, report.villages, report.areas)
    metres = people.access.shortest_m[:, 0]
    cash = share_outcomes(
        replace(rules()["kontantuttag_25km"], km=20.0),
        whole,
        people.persons[:, 0],
        metres,
        is_known=np.ones(8, dtype=bool),
        is_complete=np.ones(8, dtype=bool),
        is_comparison=np.array([True]),
        group="alla",
    )
    support = ServiceOutcomes(
        rule=rules()["driftstod_10km"],
        service=np.array([0, 1]),
        other=np.array([1, 0], dtype=np.int32),
        other_m=np.array([12_000.0, 12_000.0]),
        sure_m=np.array([12_000.0, 12_000.0]),
        is_island=np.zeros(2, dtype=bool),
        outcome=np.array([RuleOutcome.MET, RuleOutcome.UNKNOWN], dtype=np.int8),
        is_comparison=False,
    )
    return AreaRules([(cash, 0)], [support], np.array(["0180"]), counts_persons=True)


def test_rules_say_outcomes_and_never_who_is_entitled() -> None:
    report = small_report()
    document = gap_document(report, rules=area_rules(report))
    assert document.rules is not None
    (_, cash), (_, support) = document.rules.rows
    # Ärla and Tvilling have 45 min * 18 m/s = 48.6 km; three have no road: 100 + 40 of 1340.
    assert [cell.text for cell in cash] == [
        "lag eller program, här som jämförelse",
        "20 km, högst 0,30 %",
        "140 personer",
        "0",
        "Villkoret ej uppfyllt",
    ]
    assert cash[2].below == "10,4\u00a0% av alla"
    assert support[2].text == "1 av 2 serviceställen"
    assert support[3].text == "1"
    said = dict(document.rule_wordings)
    assert "gäller från 1 januari 2021" in said["Kontantuttag inom 25 km"]
    assert "berättigad till" in render_page(document).decode()  # as in: never whether anybody is
