"""The wording of the findings of an import."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from tillganglighet.publish.wording.columns import Language


def finding_text(kind: str, language: Language) -> str:
    """Return what a kind of finding means, in a sentence.

    A kind of which this version knows no sentence, in a region that another has built, is named.
    """
    return _wordings().get(kind, {}).get(language, kind)


@cache
def _wordings() -> Mapping[str, Mapping[str, str]]:
    text = files("tillganglighet.network").joinpath("findings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
