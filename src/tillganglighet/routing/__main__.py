"""Compile every kernel and leave it in the cache: `python -m tillganglighet.routing`."""

from tillganglighet.routing.warm_up import warm_up

if __name__ == "__main__":
    warm_up()
