"""The keys that can change what a way means; every other tag may be ignored."""

_ACCESS_KEYS = ("access", "vehicle", "motor_vehicle", "motorcar", "bicycle", "foot")
_DIRECTED_KEYS = (*_ACCESS_KEYS, "maxspeed", "maxspeed:motorcar")
_CYCLEWAY_KEYS = ("cycleway", "cycleway:left", "cycleway:right", "cycleway:both")
_PLAIN_KEYS = (
    *("highway", "route", "railway", "public_transport", "man_made", "ferry", "shuttle_train"),
    *("area", "construction", "abandoned", "disused", "impassable", "status", "motorroad"),
    *("junction", "oneway", "oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle"),
    *("oneway:bicycle", "oneway:foot", "conveying", "sidewalk", "lit", "service", "hgv"),
    *("maxspeed:motor_vehicle", "maxspeed:advisory", "maxspeed:type", "source:maxspeed"),
    *("maxspeed:seasonal:winter", "maxspeed:winter", "zone:maxspeed", "zone:traffic"),
    *("surface", "tracktype", "smoothness", "ford", "lanes", "tunnel", "sac_scale"),
    *("width", "est_width", "maxwidth", "maxwidth:physical", "maxheight", "maxheight:physical"),
    *("seasonal", "ice_road", "winter_road", "snowplowing", "winter_service"),
    *("duration", "interval"),
    *_CYCLEWAY_KEYS,
    *(f"{key}:oneway" for key in _CYCLEWAY_KEYS),
)
_DIRECTED = tuple(
    f"{key}{direction}" for key in _DIRECTED_KEYS for direction in ("", ":forward", ":backward")
)

RELEVANT_KEYS = frozenset(
    (*_PLAIN_KEYS, *_DIRECTED, *(f"{key}:conditional" for key in (*_DIRECTED, "oneway")))
)


def relevant(key: str) -> bool:
    """Return whether a tag with this key can change what `interpret_way` answers."""
    return key in RELEVANT_KEYS
