"""The first sentences say what matters, in whole numbers that are right."""

from support.reports import small_report
from tillganglighet.accessibility.gaps.summary import summarise
from tillganglighet.domain.status import Status
from tillganglighet.publish.gaps.findings import findings


def test_swedish_findings() -> None:
    report = small_report()
    sentences = findings(report, summarise(report), "sv")

    assert sentences[0] == "Rapporten gäller 8 orter med sammanlagt 1\u202f340 personer."
    # 1200 of 1340 persons within 10 minutes, 100 over 30, 40 without a travel time.
    assert sentences[1] == (
        "Dagligvaror: 89,6\u00a0% av personerna har högst 10 minuter till närmaste "
        "dagligvarubutik, 7,5\u00a0% har mer än 30 minuter och 3,0\u00a0% saknar väg dit."
    )
    # The gap of bibliotek, which has no service at all, is told in a sentence of its own.
    assert "Flest i brist: Dagligvaror (130 personer)." in sentences
    assert "Uppgifterna har ingen öppen service av: Bibliotek." in sentences
    assert any(sentence.startswith("Flest i osäkert läge: Apotek (130") for sentence in sentences)


def test_persons_from_cells_are_said_to_be_so() -> None:
    report = small_report(with_cells=True)
    sentences = findings(report, summarise(report), "sv")
    assert "Personer räknas från rutor, inte från orternas folkmängd." in sentences
    # All four cells lie in a village; two have no population there.
    assert sentences[0] == (
        "Rapporten gäller 1\u202f350 personer. Av dem bor 1\u202f350 personer i någon av 8 orter, "
        "de andra utanför."
    )


def test_a_category_known_off_the_roads_only_is_no_fact_about_people() -> None:
    report = small_report()
    pharmacy = [category.key for category in report.categories].index("apotek")
    reached = report.access.status[:, pharmacy] == Status.REACHED
    report.access.status[reached, pharmacy] = Status.NOT_CONNECTED
    sentences = findings(report, summarise(report), "sv")
    assert (
        "Apotek: det enda kända stället (Älgens apotek) ligger utanför vägnätet. Uppgifterna är "
        "inte fullständiga, så hur långt folk har dit är okänt."
    ) in sentences
    assert not any(sentence.startswith("Apotek: 0,0") for sentence in sentences)
    assert any("Holmen, Fjället" in sentence for sentence in sentences)  # and no other place


def test_without_population_no_persons_are_mentioned() -> None:
    report = small_report(with_population=False)
    sentences = findings(report, summarise(report), "en")
    assert "villages are counted, not persons" in sentences[0]
    assert not any("of the persons" in sentence for sentence in sentences)
