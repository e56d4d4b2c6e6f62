"""How far a scenario has come, as a planning office says it."""

from enum import StrEnum

from tillganglighet.errors import UsageError


class ScenarioStatus(StrEnum):
    """An idea, under trial, carried out, or put aside."""

    IDEA = "ide"
    TRIED = "provas"
    DONE = "genomford"
    ENDED = "avslutad"


_AS_WRITTEN = {"idé": "ide", "prövas": "provas", "genomförd": "genomford"}


def scenario_status(text: str) -> ScenarioStatus:
    """Return the status of this code, or of the word as it is written.

    Raises
    ------
    UsageError
        It is none of the four.
    """
    asked = text.strip().lower()
    known = [each.value for each in ScenarioStatus]
    code = _AS_WRITTEN.get(asked, asked)
    if code not in known:
        raise UsageError(f"status {text!r}: expected {', '.join(known)}")
    return ScenarioStatus(code)
