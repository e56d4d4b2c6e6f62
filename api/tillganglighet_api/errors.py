"""Problems as the service tells them: one table from error class to HTTP status (RFC 9457)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from tillganglighet.errors import NotFoundError, UsageError


@dataclass(frozen=True)
class Problem:
    """One kind of problem; `slug` is its name on the page `/docs`."""

    status: int
    slug: str
    title: str
    title_en: str


@dataclass(frozen=True)
class Fault:
    """What is wrong with one parameter, in Swedish and in English."""

    parameter: str
    value: str
    detail: str
    detail_en: str


class UnknownVillageError(NotFoundError):
    """No village has the id that was asked for."""

    def __init__(self, ort_id: str) -> None:
        super().__init__(f"no village has the id {ort_id}; /orter lists all")
        self.detail = f"ingen ort har identiteten {ort_id}; /orter räknar upp alla"


PROBLEMS: Mapping[type[Exception], Problem] = {
    RequestValidationError: Problem(
        400, "ogiltig-parameter", "Frågan är felställd", "The question is not well put"
    ),
    UsageError: Problem(
        400, "ogiltig-fraga", "Frågan går inte att besvara", "The question has no answer"
    ),
    NotFoundError: Problem(
        404, "finns-inte", "Det som söktes finns inte", "What was asked for does not exist"
    ),
    HTTPException: Problem(
        404, "ingen-sida", "Adressen går inte att använda så", "The address cannot be used so"
    ),
    Exception: Problem(500, "internt-fel", "Ett fel i tjänsten", "A fault in the service"),
}

# By pydantic's names of errors and our own (parameters.py); filled in from the error's context.
FAULTS: Mapping[str, tuple[str, str]] = {
    "extra_forbidden": ("okänd parameter; kända är {known}", "unknown parameter; known: {known}"),
    "repeated": ("får bara anges en gång", "may be given only once"),
    "unknown_code": ("okänt värde; kända är {known}", "unknown value; known: {known}"),
    "int_parsing": ("ska vara ett heltal", "must be a whole number"),
    "int_parsing_size": ("är för stort", "is too large"),
    "greater_than_equal": ("ska vara minst {ge}", "must be at least {ge}"),
    "string_too_short": ("får inte vara tomt", "must not be empty"),
    "bbox_numbers": (
        "ska vara fyra tal: väst,syd,öst,nord",
        "must be four finite numbers: west,south,east,north",
    ),
    "bbox_degrees": (
        "ska vara grader (WGS 84): longitud -180 till 180, latitud -90 till 90",
        "must be degrees (WGS 84): longitude -180 to 180, latitude -90 to 90",
    ),
    "bbox_order": (
        "ska ha väst före öst och syd före nord: väst,syd,öst,nord",
        "must have west before east and south before north: west,south,east,north",
    ),
}
_UNNAMED_FAULT = ("ogiltigt värde ({msg})", "invalid value ({msg})")


def add_problem_handlers(app: FastAPI) -> None:
    """Make the application answer every error as `application/problem+json`."""
    for error_class in PROBLEMS:
        app.add_exception_handler(error_class, _answer)


async def _answer(request: Request, error: Exception) -> JSONResponse:
    problem = next(PROBLEMS[cls] for cls in type(error).__mro__ if cls in PROBLEMS)
    status, headers, faults = problem.status, None, []
    match error:
        case RequestValidationError():
            faults = list(_faults(request, error.errors()))
            detail = "; ".join(
                f"{fault.parameter}={fault.value}: {fault.detail}" for fault in faults
            )
            detail_en = "; ".join(
                f"{fault.parameter}={fault.value}: {fault.detail_en}" for fault in faults
            )
        case UnknownVillageError():
            detail, detail_en = error.detail, str(error)
        case HTTPException():
            status, headers = error.status_code, error.headers
            detail = detail_en = f"{request.method} {request.url.path}: {error.detail}"
        case UsageError() | NotFoundError():
            detail = detail_en = str(error)
        case _:
            detail, detail_en = "loggen säger mer", "the log says more"
    content = {
        "type": f"/docs#{problem.slug}",
        "title": problem.title,
        "status": status,
        "detail": detail,
        "title_en": problem.title_en,
        "detail_en": detail_en,
        "errors": [vars(fault) for fault in faults],
    }
    return JSONResponse(content, status, headers, media_type="application/problem+json")


def _faults(request: Request, errors: Iterable[Mapping[str, Any]]) -> Iterable[Fault]:
    for error in errors:
        context = {"msg": error["msg"], "known": _known_parameters(request)}
        context |= error.get("ctx", {})
        sv, en = FAULTS.get(error["type"], _UNNAMED_FAULT)
        yield Fault(
            parameter=str(error["loc"][1]),
            value=str(error["input"]),
            detail=sv.format_map(context),
            detail_en=en.format_map(context),
        )


def _known_parameters(request: Request) -> str:
    """Return the parameters of the address that was asked, as its documentation names them."""
    operation = request.app.openapi()["paths"][request.scope["route"].path_format]["get"]
    names = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
    return ", ".join(names) or "inga / none"
