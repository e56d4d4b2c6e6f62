"""What a region can say of how it was made."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version

from tillganglighet.domain.provenance import InputFile, Provenance
from tillganglighet.network.rules.profile import Profile
from tillganglighet.network.rules.way_use import WayUse
from tillganglighet.network.rules.ways import interpret_way
from tillganglighet.pipeline.study_area import StudyArea
from tillganglighet.units import S_PER_MIN


def region_provenance(
    region: str,
    inputs: Sequence[InputFile],
    attribution: Sequence[str],
    profile: Profile,
    *,
    crs: str,
    limits: Mapping[str, float],
    study: StudyArea | None = None,
    note: str = "",
    withheld: int = 0,
) -> Provenance:
    """Return the program, inputs and rules behind a region, and its limits in metres by name.

    A region made for an area goes by the name of the area, else by that of its folder.
    """
    return Provenance(
        program=f"tillganglighet {version('tillganglighet')}",
        region=region if study is None else study.name,
        inputs=tuple(inputs),
        attribution=tuple(attribution),
        profile=f"{profile.name} {profile.country} {profile.season}",
        profile_sha256=profile.digest,
        mode=profile.mode,
        crs=crs,
        parameters={
            **limits,
            "access_speed_kph": profile.access_speed_kph,
            "ferry_wait_share_of_interval": profile.ferry["wait_share"],
            "ferry_wait_cap_min": profile.ferry["wait_cap_s"] / S_PER_MIN,
            "ferry_wait_without_interval_min": profile.ferry["wait_without_interval_s"]
            / S_PER_MIN,
        },
        speeds=_assumed_speeds(profile),
        area="" if study is None else f"{study.code} {study.name}",
        note=note.strip(),
        withheld=withheld,
    )


def _assumed_speeds(profile: Profile) -> dict[str, float]:
    """Return the km/h of each class of road that says nothing of its speed."""
    uses = {highway: interpret_way({"highway": highway}, profile) for highway in profile.class_kph}
    return {highway: use.forward_kph for highway, use in uses.items() if isinstance(use, WayUse)}
