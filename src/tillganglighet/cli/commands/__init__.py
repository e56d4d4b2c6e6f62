"""The commands, each in a file of its own; help lists them in this order."""
# ruff: noqa: F401, I001 (importing a command adds it to the program; the order is that of use)

from tillganglighet.cli.app import app as app
from tillganglighet.cli.commands import demo
from tillganglighet.cli.commands import fetch
from tillganglighet.cli.commands import build
from tillganglighet.cli.commands import gaps
from tillganglighet.cli.commands import shop
from tillganglighet.cli.commands import reports
from tillganglighet.cli.commands import structure
from tillganglighet.cli.commands import explain
from tillganglighet.cli.commands import isochrone
from tillganglighet.cli.commands import surface
from tillganglighet.cli.commands import scenario
from tillganglighet.cli.commands import register
from tillganglighet.cli.commands import vulnerability
from tillganglighet.cli.commands import site
from tillganglighet.cli.commands import servicepunkt
from tillganglighet.cli.commands import info
from tillganglighet.cli.commands import serve
