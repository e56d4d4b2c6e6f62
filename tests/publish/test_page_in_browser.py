"""Pages in a browser: axe finds nothing to mend, and a click sorts a table."""

import html
import importlib.util
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from support.reports import small_report
from tillganglighet.pipeline.region import Region
from tillganglighet.pipeline.shop import shop_sheet
from tillganglighet.pipeline.vulnerability import vulnerability
from tillganglighet.publish.gaps.document import gap_document
from tillganglighet.publish.gaps.page import render_page
from tillganglighet.publish.product.page import render_product_page
from tillganglighet.publish.shop.page import render_shop_page
from tillganglighet.publish.shop.sheet import shop_page
from tillganglighet.publish.vulnerability.product import vulnerability_product
from tillganglighet.publish.wording.columns import Language

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
AXE = importlib.util.find_spec("axe_core_python")  # axe-core as a file, for tests only

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs chromium")


def in_browser(page: str, script: str, folder: Path) -> Any:  # noqa: ANN401 (what the script says)
    """Return what a script says of a page; it calls `say` with something that JSON knows."""
    say = "const say = (it) => {document.body.innerHTML = '<pre id=said></pre>';"
    say += "document.getElementById('said').textContent = JSON.stringify(it)};"
    path = folder / "sida.html"
    scripts = f"<script>{say}{script}</script></body>"
    path.write_text(page.replace("</body>", scripts), encoding="utf-8")
    assert CHROMIUM is not None
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    done = subprocess.run(
        [*command, "--virtual-time-budget=60000", path.as_uri()],
        capture_output=True,
        check=True,
        timeout=120,
    )
    said = re.search(r'<pre id="said">(.*?)</pre>', done.stdout.decode("utf-8"), re.DOTALL)
    assert said is not None
    return json.loads(html.unescape(said[1]))


def gap_page(_: Region, language: Language) -> bytes:
    return render_page(gap_document(small_report(with_cells=True), language, contact="Åsa"))


def closure_page(region: Region, language: Language) -> bytes:
    found = vulnerability(region, ["dagligvaror", "apotek"])
    return render_product_page(vulnerability_product(found, language))


def sheet_page(region: Region, language: Language) -> bytes:
    return render_shop_page(shop_page(*shop_sheet(region, "Öndby Lanthandel"), language))


@pytest.mark.skipif(AXE is None, reason="needs the package axe-core-python")
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("made", [gap_page, closure_page, sheet_page])
def test_axe_finds_nothing_to_mend(
    made: Callable[[Region, Language], bytes],
    language: Language,
    example_region: Region,
    tmp_path: Path,
) -> None:
    assert AXE is not None
    assert AXE.origin is not None
    axe = (Path(AXE.origin).parent / "axe.min.js").read_text(encoding="utf-8")
    script = (
        f"{axe}; document.querySelectorAll('details').forEach((each) => {{each.open = true}});"
        "axe.run().then((found) => say({"
        "faults: found.violations.map((one) => [one.id, one.nodes.map((node) => node.html)]),"
        "passes: found.passes.length}))"
    )
    found = in_browser(made(example_region, language).decode(), script, tmp_path)
    assert found["faults"] == []
    assert found["passes"] > 20  # it did look


def test_a_click_sorts_by_numbers_with_the_largest_first(tmp_path: Path) -> None:
    page = render_page(gap_document(small_report())).decode()
    script = """
        const table = document.getElementById("caption-worst-dagligvaror").closest("table");
        const [, , minutes] = table.tHead.rows[0].cells;
        const places = () => [...table.tBodies[0].rows].map((row) => row.cells[0].textContent);
        minutes.querySelector("button").click();
        const falling = [minutes.getAttribute("aria-sort"), places()];
        minutes.querySelector("button").click();
        say([falling, [minutes.getAttribute("aria-sort"), places()]]);
    """
    falling, rising = in_browser(page, script, tmp_path)
    # Minutes 45 and 45, 12, 5 and 0; +Bortom has none and stays last both ways.
    assert falling == ["descending", ["Ärla", "Tvilling", "=SUMMA(A1)", "Ödby", "Ånäs", "+Bortom"]]
    assert rising == ["ascending", ["Ånäs", "Ödby", "=SUMMA(A1)", "Ärla", "Tvilling", "+Bortom"]]
