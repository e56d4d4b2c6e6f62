"""Findings are counted with examples, and every kind has a wording in both languages."""

import ast
import tomllib
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import numpy as np

import tillganglighet
from tillganglighet.network.findings import MOST_EXAMPLES, Findings
from tillganglighet.network.rules.closures import lifecycle

SOURCE = Path(tillganglighet.__file__).parent
COLLECTORS = {"add", "add_ways", "append"}


def wordings() -> dict[str, dict[str, str]]:
    text = resources.files("tillganglighet.network").joinpath("findings.toml")
    return tomllib.loads(text.read_text(encoding="utf-8"))


def kinds_in(path: Path) -> Iterator[str]:
    """Yield every kind that a module names where it adds a finding, a doubt or a dropped way."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        words = [
            word.value
            for word in ast.walk(call.args[0])
            if isinstance(word, ast.Constant) and isinstance(word.value, str)
        ]
        called = call.func
        if isinstance(called, ast.Name) and called.id == "Dropped":
            yield from (f"dropped_{word}" for word in words)
        if isinstance(called, ast.Attribute) and called.attr in COLLECTORS:
            holder = ast.unparse(called.value)
            if holder.endswith(("findings", "doubts")) and "_" not in words:
                yield from (word for word in words if not word.endswith("_"))


def test_every_kind_has_a_wording_in_both_languages() -> None:
    kinds = {
        kind
        for layer in ("network", "sources", "pipeline")
        for path in (SOURCE / layer).rglob("*.py")
        for kind in kinds_in(path)
    }
    kinds |= {f"dropped_{each}" for name in ("not_yet", "no_more") for each in lifecycle(name)}
    kinds |= {f"dropped_{each}" for each in ("abandoned", "disused", "too_narrow", "too_low")}
    kinds |= {"barrier_barred", "barrier_private", "ferry_duration_absurd"}
    kinds |= {
        f"restriction_{each}"
        for each in ("conditional", "unknown_value", "incomplete", "without_effect", "ambiguous")
    }
    assert "ferry_no_duration" in kinds
    assert kinds - wordings().keys() == set()
    for wording in wordings().values():
        assert wording.keys() == {"sv", "en"}
        assert all(text.endswith(".") for text in wording.values())


def test_findings_are_counted_with_examples() -> None:
    findings = Findings()
    findings.add("a", ["n1", "n2"])
    findings.add("a", [])
    findings.add_ways("a", np.array([3]), count=5)
    findings.add("b", [f"n{each}" for each in range(MOST_EXAMPLES + 1)])
    frozen = findings.frozen()
    assert frozen["a"].count == 7
    assert frozen["a"].examples == ("n1", "n2", "w3")
    assert frozen["b"].count == MOST_EXAMPLES + 1
    assert len(frozen["b"].examples) == MOST_EXAMPLES
