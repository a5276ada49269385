"""Each service's OpenAPI document is true: what it says a machine may send and get is what happens."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)
from tests.rooms.council import WEDNESDAY, in_force

from guildhall.config.wsgi import application
from guildhall.serve import clock
from guildhall.serve.desks.api import routes
from guildhall.serve.desks.api.described import openapi

BASE = "http://localhost/api/v1"
TRUE = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = ("check", "openCase", "followCase", "tellHowItWas", "sendFile")
EVERY_KIND = ("missed-bin", "house-move", "resident-parking-permit", "street-problem")


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for purpose in routes.PER_HOUR:
        monkeypatch.setitem(routes.PER_HOUR, purpose, 10**6)
    for signal in (request_started, request_finished):  # as Django's own test client does: one connection to the end
        signal.disconnect(close_old_connections)
    with clock.standing_at(WEDNESDAY):
        yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def operation(service: str, name: str) -> Any:
    schema: Any = schemathesis.openapi.from_dict(openapi(in_force(service), "en"))
    found = [each.ok() for each in schema.get_all_operations()]
    return next(each for each in found if each.definition.raw["operationId"] == name)


def holds(service: str, name: str, *, examples: int) -> None:
    """Send what the document allows, and see that the answer is as the document says."""
    found = operation(service, name)

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def sent(data: st.DataObject) -> None:
        case = data.draw(found.as_strategy())
        response = case.call(base_url=BASE, app=application, headers={"Accept-Encoding": "identity"})
        case.validate_response(response, checks=TRUE)

    sent()


@pytest.mark.django_db
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("service", EVERY_KIND)
def test_what_the_document_says_is_what_happens(service: str, name: str) -> None:
    holds(service, name, examples=10)


@pytest.mark.larger
@pytest.mark.django_db
@pytest.mark.parametrize("name", OPERATIONS)
@pytest.mark.parametrize("service", EVERY_KIND)
def test_what_the_document_says_is_what_happens_many_times_over(service: str, name: str) -> None:
    holds(service, name, examples=100)
