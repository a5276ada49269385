"""How the API tells of a service: what it is, what it asks, and an OpenAPI document of its own."""

from typing import Any

from guildhall.channels import api
from guildhall.estate.door import LARGEST_FILE, council, words
from guildhall.kernel.model import Json, Text
from guildhall.kernel.model import words as in_language
from guildhall.serve.desks.api.exchange import FILES, JSON, LANGUAGES, PROBLEM
from guildhall.serve.publishing.editions import Live

ROOT = "/api/v1"
_NULL = {"type": "null"}
_TEXT = {"type": "string"}
_CODES = {"type": "array", "items": _TEXT}
_ERROR = {
    "type": "object",
    "properties": {"step": _TEXT, "code": _TEXT, "message": _TEXT, "pointer": _TEXT},
    "required": ["step", "code", "message"],
}


def listed(live: Live, language: str) -> dict[str, Json]:
    """A service as the list names it."""
    about = live.service
    here = f"{ROOT}/services/{live.id}"
    return {
        "id": live.id,
        "title": in_language(about.title, language),
        "summary": _said(about.summary, language),
        "version": about.version,
        "edition": live.hash,
        "links": {
            "self": here,
            "schema": f"{here}/schema",
            "openapi": f"{here}/openapi.json",
            "check": f"{here}/check",
            "cases": f"{here}/cases",
            "files": f"{here}/files",
            "satisfaction": f"{here}/satisfaction",
        },
    }


def whole(live: Live, language: str) -> dict[str, Json]:
    """A service with every way in, how it may end, and the schema of its answers."""
    about = live.service
    return listed(live, language) | {
        "languages": list(about.languages),
        "lgsl": about.classification.lgsl,
        "channels": {
            name: {
                "contact": _said(channel.contact, language),
                "hours": _said(channel.hours, language),
                "payments": list(channel.payments),
            }
            for name, channel in about.channels.offered().items()
        },
        "outcomes": [
            {"id": each.id, "kind": each.kind, "title": in_language(each.title, language)} for each in about.outcomes
        ],
        "schema": api.schema(live.compiled, language),
    }


def openapi(live: Live, language: str) -> dict[str, Any]:
    """An OpenAPI 3.1 document for one service (https://spec.openapis.org/oas/v3.1.0)."""
    about = live.service
    here = f"/services/{live.id}"
    answers = {"$ref": "#/components/schemas/Answers"}
    body = {
        "required": True,
        "content": {
            JSON: {
                "schema": {
                    "type": "object",
                    "properties": {"answers": answers},
                    "required": ["answers"],
                    "additionalProperties": False,
                }
            }
        },
    }
    report = _with_same(body, language)
    lang = {"name": "lang", "in": "query", "schema": {"type": "string", "enum": list(LANGUAGES)}}
    key = {
        "name": "Idempotency-Key",
        "in": "header",
        "required": True,
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{8,100}$"},
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": in_language(about.title, language),
            "summary": council().name[language],
            "description": _say("api-described", language, telephone=council().telephone),
            "version": f"{about.version}+{live.hash[:12]}",
        },
        "servers": [{"url": ROOT}],
        "paths": {
            f"{here}/check": {
                "post": {
                    "operationId": "check",
                    "summary": _say("api-check", language),
                    "parameters": [lang],
                    "requestBody": body,
                    "responses": {"200": _response("Position", language)}
                    | _problems(language, 400, 413, 415, 422, 429),
                }
            },
            f"{here}/cases": {
                "post": {
                    "operationId": "openCase",
                    "summary": _say("api-cases", language),
                    "parameters": [lang, key],
                    "requestBody": report,
                    "responses": {
                        "200": _response("Position", language),
                        "201": _response("Position", language),
                    }
                    | _problems(language, 400, 409, 413, 415, 422, 429),
                }
            },
            f"{here}/files": {
                "post": {
                    "operationId": "sendFile",
                    "summary": _say("api-files", language),
                    "description": _say("api-files-how", language, most=LARGEST_FILE // 2**20),
                    "parameters": [
                        lang,
                        key,
                        {
                            "name": "File-Name",
                            "in": "header",
                            "description": _say("api-file-name", language),
                            "schema": _TEXT,
                        },
                    ],
                    "requestBody": {
                        "required": True,
                        "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in FILES},
                    },
                    "responses": {"200": _response("File", language), "201": _response("File", language)}
                    | _problems(language, 400, 409, 413, 415, 422, 429),
                }
            },
            f"{here}/satisfaction": {
                "post": {
                    "operationId": "tellHowItWas",
                    "summary": _say("api-satisfaction", language),
                    "parameters": [lang, key],
                    "requestBody": {
                        "required": True,
                        "content": {JSON: {"schema": {"$ref": "#/components/schemas/Satisfaction"}}},
                    },
                    "responses": {"200": _response("Kept", language)} | _problems(language, 400, 413, 415, 422, 429),
                }
            },
            "/cases/{reference}": {
                "get": {
                    "operationId": "followCase",
                    "summary": _say("api-follow", language),
                    "parameters": [
                        lang,
                        {"name": "reference", "in": "path", "required": True, "schema": _TEXT},
                        {
                            "name": "Case-Detail",
                            "in": "header",
                            "required": True,
                            "description": _say("api-detail", language),
                            "schema": _TEXT,
                        },
                    ],
                    "responses": {"200": _response("Case", language)} | _problems(language, 400, 404, 429),
                }
            },
        },
        "components": {"schemas": _SCHEMAS | {"Answers": api.schema(live.compiled, language)}},
    }


_OUTCOME = {
    "type": "object",
    "properties": {
        "id": _TEXT,
        "kind": {"enum": ["submit", "exit", "handover"]},
        "title": _TEXT,
        "next": _TEXT,
        "contact": _TEXT,
        "telephone": _TEXT,
    },
    "required": ["id", "kind", "title"],
}
_CASE = {
    "type": "object",
    "properties": {
        "reference": _TEXT,
        "service": _TEXT,
        "title": _TEXT,
        "status": {"enum": ["received", "working", "closed"]},
        "said": _TEXT,
        "received": {"type": "string", "format": "date"},
        "due": {"type": ["string", "null"], "format": "date"},
        "dueAt": {"type": ["string", "null"], "format": "date-time"},
        "promise": {"type": ["string", "null"]},
        "fee": {"type": ["integer", "null"], "description": "pence"},
        "joined": {"type": "boolean", "description": "whether it is dealt with as one with another report"},
        "links": {"type": "object", "additionalProperties": _TEXT},
    },
    "required": [
        "reference",
        "service",
        "title",
        "status",
        "said",
        "received",
        "due",
        "dueAt",
        "promise",
        "fee",
        "joined",
        "links",
    ],
}
_POSITION = {
    "type": "object",
    "properties": {
        "outcome": {"anyOf": [{"$ref": "#/components/schemas/Outcome"}, _NULL]},
        "urgent": {"type": "boolean"},
        "asked": _CODES,
        "next": _CODES,
        "offers": {"type": "object", "description": "what was told already, to be sent as an answer where it is right"},
        "unasked": _CODES,
        "errors": {"type": "array", "items": _ERROR},
        "reasons": {"type": "array", "items": {"type": "object", "properties": {"code": _TEXT, "sentence": _TEXT}}},
        "fee": {"type": ["integer", "null"], "description": "pence"},
        "promise": {"type": ["string", "null"]},
        "similar": {"type": "array", "items": {"$ref": "#/components/schemas/Similar"}},
        "case": {"anyOf": [{"$ref": "#/components/schemas/Case"}, _NULL]},
        "satisfaction": {"type": ["string", "null"], "description": "where to send how it was, if you like"},
    },
    "required": [
        "outcome",
        "urgent",
        "asked",
        "next",
        "offers",
        "unasked",
        "errors",
        "reasons",
        "fee",
        "promise",
        "similar",
        "case",
        "satisfaction",
    ],
}
_SIMILAR = {
    "type": "object",
    "description": "a report that may be of the same thing: send its id as same, where whoever reports says that it is",
    "properties": {
        "id": _TEXT,
        "service": _TEXT,
        "said": _TEXT,
        "metres": {"type": "integer"},
        "roughly": {"type": "boolean"},
        "reported": {"type": "string", "format": "date"},
        "status": {"enum": ["received", "working"]},
    },
    "required": ["id", "service", "said", "metres", "roughly", "reported", "status"],
}
_PROBLEM = {
    "type": "object",
    "properties": {
        "type": _TEXT,
        "title": _TEXT,
        "status": {"type": "integer"},
        "code": _TEXT,
        "detail": _TEXT,
        "errors": {"type": "array", "items": _ERROR},
        "unasked": _CODES,
        "similar": {"type": "array", "items": {"$ref": "#/components/schemas/Similar"}},
    },
    "required": ["type", "title", "status", "code"],
}
_FILE = {
    "type": "object",
    "properties": {"reference": _TEXT, "name": _TEXT},
    "required": ["reference", "name"],
}
_SATISFACTION = {
    "type": "object",
    "properties": {
        "score": {"type": "integer", "minimum": 1, "maximum": 5, "description": "from 1, very bad, to 5, very good"}
    },
    "required": ["score"],
    "additionalProperties": False,
}
_KEPT = {"type": "object", "properties": {"kept": {"const": True}}, "required": ["kept"]}
_SCHEMAS: dict[str, Any] = {
    "Outcome": _OUTCOME,
    "Case": _CASE,
    "Position": _POSITION,
    "Similar": _SIMILAR,
    "Problem": _PROBLEM,
    "File": _FILE,
    "Satisfaction": _SATISFACTION,
    "Kept": _KEPT,
}


def _with_same(body: dict[str, Any], language: str) -> dict[str, Any]:
    """The body of a request for a case: the answers, and perhaps the similar report that it is the same as."""
    schema = body["content"][JSON]["schema"]
    same = _TEXT | {"description": _say("api-same", language)}
    told = schema | {"properties": schema["properties"] | {"same": same}}
    return body | {"content": {JSON: {"schema": told}}}


def _response(schema: str, language: str) -> dict[str, Any]:
    content = {JSON: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": _say(f"api-{schema.lower()}", language), "content": content}


def _problems(language: str, *statuses: int) -> dict[str, Any]:
    content = {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {str(each): {"description": _say("api-problem", language), "content": content} for each in statuses}


def _said(text: Text | None, language: str) -> str | None:
    return in_language(text, language) if text else None


def _say(key: str, language: str, **holes: object) -> str:
    return words("serve").say(key, language, **holes)
