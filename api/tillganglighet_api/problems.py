"""Problems as the service tells them: one table from error class to HTTP status (RFC 9457)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.routing import Match

from tillganglighet.errors import InputError, NotFoundError, TillganglighetError, UsageError
from tillganglighet.publish.wording.fault_texts import swedish_fault
from tillganglighet_api.errors import BusyError, NotReadyError, TooLargeError

RETRY_AFTER_S = 2
MOST_SHOWN = 200  # characters of a value that is wrong
UNTOLD = ("loggen säger mer", "the log says more")


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

    @property
    def where(self) -> str:
        """Return the parameter with its value."""
        return f"{self.parameter}={self.value}" if self.value else self.parameter


PROBLEMS: Mapping[type[Exception], Problem] = {
    RequestValidationError: Problem(
        400, "ogiltig-parameter", "Frågan är felställd", "The question is not well put"
    ),
    UsageError: Problem(
        400, "ogiltig-fraga", "Frågan går inte att besvara", "The question has no answer"
    ),
    InputError: Problem(
        422, "fel-i-underlaget", "Det som skickades har fel", "What was sent has faults"
    ),
    NotFoundError: Problem(
        404, "finns-inte", "Det som söktes finns inte", "What was asked for does not exist"
    ),
    NotReadyError: Problem(409, "inte-klart", "Svaret är inte klart än", "Not ready yet"),
    BusyError: Problem(503, "upptaget", "Tjänsten räknar ännu", "The service is still computing"),
    TooLargeError: Problem(
        413, "for-stort", "Det som skickades är för stort", "What was sent is too large"
    ),
    HTTPException: Problem(
        404, "ingen-sida", "Adressen går inte att använda så", "The address cannot be used so"
    ),
    Exception: Problem(500, "internt-fel", "Ett fel i tjänsten", "A fault in the service"),
}

_NO_OBJECT = (
    'ska vara ett JSON-objekt, {{"...": ...}}, skickat med Content-Type: application/json',
    'must be a JSON object, {{"...": ...}}, sent with Content-Type: application/json',
)
# By pydantic's names of errors and our own (parameters.py); filled in from the error's context.
FAULTS: Mapping[str, tuple[str, str]] = {
    "extra_forbidden": ("okänd parameter; kända är {known}", "unknown parameter; known: {known}"),
    "no_column": (
        "tabellen har ingen sådan kolumn; utelämna parametern",
        "the table has no such column; leave the parameter out",
    ),
    "missing": ("saknas; kända är {known}", "is missing; known: {known}"),
    "json_invalid": (
        "ska vara JSON; tecken {at} går inte att läsa ({error})",
        "must be JSON; character {at} cannot be read ({error})",
    ),
    "no_json": ("ska vara JSON ({error})", "must be JSON ({error})"),
    "dict_type": _NO_OBJECT,
    "model_attributes_type": _NO_OBJECT,
    "repeated": ("får bara anges en gång", "may be given only once"),
    "unknown_code": ("okänt värde; kända är {known}", "unknown value; known: {known}"),
    "int_parsing": ("ska vara ett heltal", "must be a whole number"),
    "int_parsing_size": ("är för stort", "is too large"),
    "int_type": ("ska vara ett heltal", "must be a whole number"),
    "bool_parsing": ("ska vara true eller false", "must be true or false"),
    "literal_error": ("ska vara {expected_sv}", "must be {expected}"),
    "list_type": ("ska vara en lista", "must be a list"),
    "string_type": ("ska vara text", "must be text"),
    "float_parsing": ("ska vara ett tal", "must be a number"),
    "greater_than": ("ska vara mer än {gt:g}", "must be more than {gt:g}"),
    "less_than_equal": ("ska vara högst {le}", "must be at most {le}"),
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


async def _answer(request: Request, error: Exception) -> Response:
    problem = next(PROBLEMS[cls] for cls in type(error).__mro__ if cls in PROBLEMS)
    status, headers, faults = problem.status, {}, []
    match error:
        case RequestValidationError():
            if all(each["loc"][0] == "path" for each in error.errors()):
                problem = PROBLEMS[NotFoundError]
                status = problem.status
            faults = list(_faults(request, error.errors()))
            detail = "; ".join(f"{each.where}: {each.detail}" for each in faults)
            detail_en = "; ".join(f"{each.where}: {each.detail_en}" for each in faults)
        case HTTPException(status_code=HTTPStatus.METHOD_NOT_ALLOWED):
            status, headers = error.status_code, {"Allow": ", ".join(allowed_methods(request))}
            detail = detail_en = f"{request.method} {request.url.path}: {error.detail}"
            if request.method == "OPTIONS":
                return Response(status_code=HTTPStatus.NO_CONTENT, headers=headers)
        case HTTPException():
            if error.status_code == HTTPStatus.BAD_REQUEST:  # a body that cannot be read at all
                problem = PROBLEMS[RequestValidationError]
            status, headers = error.status_code, dict(error.headers or {})
            detail = detail_en = f"{request.method} {request.url.path}: {error.detail}"
        case TillganglighetError():
            faults = list(_told_faults(error))
            detail_en = "; ".join(f"{each.where}: {each.detail_en}" for each in faults)
            detail = "; ".join(f"{each.where}: {each.detail}" for each in faults)
            detail_en = detail_en or str(error)
            detail = getattr(error, "detail", detail or swedish_fault(str(error)))
        case _:
            detail, detail_en = UNTOLD
    if isinstance(error, NotReadyError | BusyError):
        headers = {"Retry-After": str(RETRY_AFTER_S)}
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


def _told_faults(error: TillganglighetError) -> Iterator[Fault]:
    """Yield every fault that an error of the package lists, in both languages."""
    for line in error.faults if isinstance(error, InputError) else str(error).splitlines()[1:]:
        name, _, detail = line.partition(": ")
        parameter, _, value = name.partition("=")
        swedish = swedish_fault(line).partition(": ")[2]
        yield Fault(parameter, value, swedish, detail)


def _faults(request: Request, errors: Iterable[Mapping[str, Any]]) -> Iterator[Fault]:
    for error in errors:
        where, *path = error["loc"]
        if where != "body":
            path = path[:1]  # not which of the values of a parameter that may be repeated
        elif error["type"] == "json_invalid":
            path = []
        context = {
            "msg": error["msg"],
            "known": ", ".join(_known(request, in_body=where == "body")) or "inga / none",
            "at": error["loc"][-1],
        }
        context |= error.get("ctx", {})
        context["expected_sv"] = str(context.get("expected", "")).replace(" or ", " eller ")
        sv, en = FAULTS.get(error["type"], _UNNAMED_FAULT)
        yield Fault(
            parameter=".".join(map(str, path)) or str(where),
            # A whole body would only hide what is wrong with it.
            value=_shown(error["input"]) if path and error["type"] != "missing" else "",
            detail=sv.format_map(context),
            detail_en=en.format_map(context),
        )


def _shown(value: object) -> str:
    """Return the beginning of a value as text that can be sent; half characters are none."""
    return str(value)[:MOST_SHOWN].encode("utf-8", "replace").decode()


def _known(request: Request, *, in_body: bool) -> list[str]:
    """Return the parameters of what was asked, as its documentation names them."""
    description = request.app.openapi()
    path = request.scope["route"].path_format
    operation = description["paths"][path][request.method.lower()]
    if not in_body:
        return [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
    schema = operation["requestBody"]["content"]["application/json"]["schema"]
    name = schema.get("$ref", "").rpartition("/")[2]
    return list(description["components"]["schemas"].get(name, {}).get("properties", {}))


def allowed_methods(request: Request) -> list[str]:
    """Return the methods of an address; FastAPI tells those of its first route alone."""
    allowed = set()
    for method in ("GET", "POST"):
        scope = {**request.scope, "method": method}
        if any(route.matches(scope)[0] == Match.FULL for route in request.app.routes):
            allowed |= {method, "HEAD"} if method == "GET" else {method}
    return sorted(allowed | {"OPTIONS"})
