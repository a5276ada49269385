"""A machine gets the same answers as a person, exactly, and a clear problem for whatever it sends."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from tests.rooms.council import MISSED_BIN, NOWHERE_KNOWN, WEDNESDAY, in_force

from guildhall.estate.door import council
from guildhall.kernel.canonical import read_json
from guildhall.serve import clock
from guildhall.serve.desks.api.routes import PER_HOUR
from guildhall.serve.models import Case, Interaction, Journey, Message, Task

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

ROOT = "/api/v1/services/missed-bin"
BY_API = MISSED_BIN | {"address": NOWHERE_KNOWN, "collection-day": "2026-11-17"}
KEY = "a-key-for-one-case"


@pytest.fixture(autouse=True)
def _wednesday() -> Iterator[None]:
    in_force()
    with clock.standing_at(WEDNESDAY):
        yield


def post(path: str, body: Any, **headers: str) -> Any:
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client(enforce_csrf_checks=True).post(path, text, content_type="application/json", headers=named)


def check(answers: Any, query: str = "", **headers: str) -> Any:
    return post(f"{ROOT}/check{query}", {"answers": answers}, **headers)


def open_case(answers: Any, key: str = KEY, query: str = "") -> Any:
    return post(f"{ROOT}/cases{query}", {"answers": answers}, idempotency_key=key)


def told(answer: Any) -> Any:
    return read_json(answer.content)


# What there is


def test_every_service_is_listed_with_where_to_go_on() -> None:
    listed = told(Client().get("/api/v1/services"))["services"]
    assert [each["id"] for each in listed] == ["missed-bin"]
    for link in ("self", "schema", "openapi"):
        assert Client().get(listed[0]["links"][link]).status_code == 200


def test_a_service_tells_every_way_in_and_the_schema_of_its_answers() -> None:
    service = told(Client().get(ROOT, headers={"accept-language": "cy"}))
    assert service["title"] == "Rhoi gwybod am fin a fethwyd"
    assert service["channels"]["phone"]["contact"] == "01632 960 100"
    assert set(service["channels"]) == {"web", "phone", "counter", "paper", "api"}
    Draft202012Validator.check_schema(service["schema"])
    assert told(Client().get(f"{ROOT}/schema"))["properties"].keys() == service["schema"]["properties"].keys()


def test_each_service_has_an_openapi_document_of_its_own() -> None:
    document = told(Client().get(f"{ROOT}/openapi.json?lang=cy"))
    assert document["openapi"] == "3.1.0"
    assert document["info"]["title"] == "Rhoi gwybod am fin a fethwyd"
    assert set(document["paths"]) == {
        "/services/missed-bin/check",
        "/services/missed-bin/cases",
        "/services/missed-bin/files",
        "/services/missed-bin/satisfaction",
        "/cases/{reference}",
    }


# Checking


def test_a_check_says_what_is_asked_next_and_keeps_nothing() -> None:
    position = told(check({"address": NOWHERE_KNOWN}))
    assert position["next"] == ["bin"]
    assert position["errors"] == []
    assert position["outcome"] is None
    assert Journey.objects.count() == 0


def test_a_check_says_how_it_ends_and_why() -> None:
    position = told(check(BY_API | {"collection-day": "2026-11-02"}))
    assert position["outcome"]["id"] == "next-round"
    assert position["outcome"]["kind"] == "exit"
    assert "01632 960 100" in position["outcome"]["next"]
    assert position["reasons"][0]["code"] == "next-round"


def test_an_answer_that_does_not_stand_has_the_same_code_and_words_as_on_the_web() -> None:
    errors = told(check({"address": {"line1": "9 Row", "postcode": "nowhere"}}))["errors"]
    said = {"step": "address", "code": "not-a-postcode", "message": "Write a full postcode, like ZZ1 1AA"}
    assert errors == [said | {"pointer": "/address/postcode"}]


def test_an_error_points_to_the_part_that_is_wrong_or_to_the_answer_that_is_missing() -> None:
    wrong = told(open_case({"address": {"postcode": "ZZ1 2AB"}, "bin": ["no"]}))["errors"]
    assert [each["pointer"] for each in wrong] == ["/address/line1"]
    for step, value, code in (("bin", "pink", "not-an-option"), ("collection-day", "31 2 2026", "not-a-date")):
        (wrong,) = told(check(BY_API | {step: value}))["errors"]
        assert (wrong["code"], wrong["pointer"]) == (code, f"/{step}")


@pytest.mark.parametrize(("query", "headers"), [("?lang=cy", {}), ("", {"accept_language": "fr, cy;q=0.9, en;q=0.1"})])
def test_errors_are_told_in_the_language_asked_for(query: str, headers: dict[str, str]) -> None:
    answer = check({"address": {}, "bin": "no"}, query, **headers)
    assert answer.headers["Content-Language"] == "cy"
    assert told(answer)["errors"][0]["message"] == "Ysgrifennwch y cyfeiriad"


def test_answers_that_are_not_asked_are_listed_and_are_no_error() -> None:
    position = told(check(BY_API | {"email": "vera@example.org", "colour": "grey"}))
    assert position["unasked"] == ["email", "colour"]
    assert position["errors"] == []
    assert position["outcome"]["id"] == "reported"


# Cases


def test_a_case_is_opened_with_its_reference_and_its_promise() -> None:
    answer = open_case(BY_API)
    assert answer.status_code == 201
    case = told(answer)["case"]
    kept = Case.objects.get()
    assert case["reference"] == kept.reference
    assert (kept.channel, read_json(kept.answers)) == ("api", BY_API)
    assert case["due"] == "2026-11-23"
    assert "within 3 working days" in case["promise"]


def test_sending_it_again_gives_the_same_answer_and_no_second_case() -> None:
    first, second = open_case(BY_API), open_case(dict(reversed(BY_API.items())))
    assert (first.status_code, second.status_code) == (201, 200)
    assert told(first) == told(second)
    assert Case.objects.count() == 1


def test_a_key_used_for_another_request_is_a_conflict() -> None:
    open_case(BY_API)
    answer = open_case(BY_API | {"name": "Somebody Else"})
    assert answer.status_code == 409
    assert told(answer)["code"] == "other-body"
    assert Case.objects.count() == 1


@pytest.mark.parametrize("key", ["", "short", "x" * 101, "with space", "ŵŵŵŵŵŵŵŵ".encode().decode("latin-1")])
def test_without_a_sound_key_nothing_is_opened(key: str) -> None:
    answer = open_case(BY_API, key)
    assert answer.status_code == 400
    assert told(answer)["code"] == "no-key"


def test_what_is_missing_is_told_step_by_step_and_the_key_stays_free() -> None:
    answer = open_case({name: value for name, value in BY_API.items() if name != "name"})
    assert answer.status_code == 422
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert told(answer)["errors"] == [
        {"step": "name", "code": "missing", "message": "Write the name", "pointer": "/name"}
    ]
    assert Journey.objects.count() == 0
    assert open_case(BY_API).status_code == 201


def test_an_exit_with_advice_is_an_answer_and_no_case() -> None:
    answer = open_case(BY_API | {"collection-day": "2026-11-02"})
    assert answer.status_code == 200
    assert told(answer)["outcome"]["kind"] == "exit"
    assert told(answer)["case"] is None
    assert Case.objects.count() == 0
    assert Interaction.objects.get().reason == "advice"


def test_a_danger_is_answered_with_whom_to_ring_flagged_and_put_before_a_person_at_once() -> None:
    live = in_force("report-danger")
    urgent = [each for each in live.service.tests if live.compiled.outcomes[each.expect.outcome].kind == "handover"]
    for number, journey in enumerate(urgent):
        body = {"answers": json.loads(json.dumps(journey.answers, default=str))}
        for _sent in range(2):
            key = f"danger-{number}-0"
            answer = post("/api/v1/services/report-danger/cases", body, idempotency_key=key)
            position = told(answer)
            assert position["urgent"] is True
            assert "telephone" in position["outcome"] or "contact" in position["outcome"]
            assert position["case"]["reference"]
    opened = Case.objects.order_by("id")
    assert {live.compiled.outcomes[each.outcome].kind for each in opened} == {"handover"}
    assert {each.due_on for each in opened} == {WEDNESDAY.date()}
    assert [each.kind for each in Task.objects.all()] == ["ring-now"] * len(urgent)
    assert {each.reason for each in Interaction.objects.all()} == {"handover"}
    paged = Message.objects.filter(case=None)
    assert len(paged) == len(urgent) * len(council().duty_officer)
    assert all("from another system at 18 November 2026, 17:30" in each.body for each in paged)


def test_money_and_measures_stay_exact() -> None:
    live = in_force("street-problem")
    journey = next(each for each in live.service.tests if each.expect.outcome == "reported" and "where" in each.answers)
    where = '{"description": "By the lamp", "lat": 54.77100000000000001, "lon": -1.5750004}'
    rest = {name: value for name, value in journey.answers.items() if name != "where"} | {"photo": {"later": True}}
    body = f'{{"answers": {{"where": {where}, {json.dumps(rest, default=str)[1:]}}}'
    answer = post("/api/v1/services/street-problem/cases", body, idempotency_key=KEY)
    assert answer.status_code == 201, answer.content
    assert '"lat":54.771,"lon":-1.575' in Case.objects.get().answers.replace(" ", "")


# Following


@pytest.mark.parametrize("detail", ["ZZ9 9ZZ", "zz99zz", "Vera%20Lind"])
def test_a_case_is_told_to_whoever_knows_a_detail_of_it(detail: str) -> None:
    reference = told(open_case(BY_API))["case"]["reference"]
    answer = Client().get(f"/api/v1/cases/{reference.lower()}", headers={"case-detail": detail})
    assert told(answer)["status"] == "received"
    assert told(answer)["said"] == "Received"


def test_a_wrong_detail_and_a_wrong_reference_are_told_alike() -> None:
    reference = told(open_case(BY_API))["case"]["reference"]
    answers = [
        Client().get("/api/v1/cases/" + path, headers={"case-detail": detail})
        for path, detail in ((reference, "ZZ1 1AA"), (reference, ""), ("2222-2222", "ZZ9 9ZZ"), ("%00", "x"))
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_guessing_is_stopped() -> None:
    statuses = [Client().get("/api/v1/cases/2222-2222").status_code for _try in range(61)]
    assert statuses[-1] == 429


# Bad input


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (" ", 400, "not-json"),
        ("{", 400, "not-json"),
        ('{"answers": {"a": NaN}}', 400, "not-json"),
        ('{"answers": {"a": Infinity}}', 400, "not-json"),
        ('{"answers": {"a": 1, "a": 2}}', 400, "not-json"),
        (b"\xff\xfe\x00", 400, "not-json"),
        ('{"answers": {"a": ' + "[" * 40 + "]" * 40 + "}}", 400, "too-deep"),
        ('{"answers": ' + "[" * 100_000, 400, "not-json"),
        ('{"answers": {"a": ' + "9" * 5000 + "}}", 400, "not-json"),
        ('{"answers": {"a": 1e999999999}}', 400, "not-json"),
        ("[]", 422, "not-the-object"),
        ("null", 422, "not-the-object"),
        ("{}", 422, "not-the-object"),
        ('{"answers": []}', 422, "not-the-object"),
        ('{"answers": {}, "more": 1}', 422, "not-the-object"),
        ('{"answers": {"a": "' + "x" * 1_000_001 + '"}}', 413, "too-big"),
    ],
)
@pytest.mark.parametrize("where", ["check", "cases"])
def test_what_is_no_document_of_answers_is_a_clear_problem(body: Any, status: int, code: str, where: str) -> None:
    answer = post(f"{ROOT}/{where}", body, idempotency_key=KEY)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert told(answer)["code"] == code
    assert Case.objects.count() == 0


def test_only_json_is_taken() -> None:
    for sent in ("", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "x"):
        answer = Client().post(f"{ROOT}/check", "answers=1", content_type=sent)
        assert (answer.status_code, told(answer)["code"]) == (415, "not-json-type")


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/services/nothing", 404),
        ("post", "/api/v1/services/nothing/check", 404),
        ("get", "/api/v1/services/..%2f/schema", 404),
        ("get", "/api/v2/services", 404),
        ("get", "/api", 404),
        ("get", "/api/v1", 404),
        ("post", "/api/v1", 404),
        ("delete", ROOT, 405),
        ("get", f"{ROOT}/check", 405),
        ("put", f"{ROOT}/cases", 405),
        ("post", "/api/v1/services", 405),
        ("post", "/api/v1/cases/2222-2222", 405),
        ("get", "/api/v1/services?lang=fr", 400),
    ],
)
def test_a_wrong_address_or_method_is_a_problem_in_json(method: str, path: str, status: int) -> None:
    answer = getattr(Client(enforce_csrf_checks=True), method)(path)
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert told(answer)["status"] == status


@pytest.mark.parametrize("odd", ["\\ud800", "\\u0000", "é漢😡", "<script>", "' OR 1=1"])
def test_odd_letters_anywhere_are_no_fault(odd: str) -> None:
    body = f'{{"answers": {{"{odd}": "{odd}", "name": "{odd}", "bin": "{odd}"}}}}'
    assert post(f"{ROOT}/check", body).status_code == 200
    whole = json.dumps(BY_API)[:-1].replace('"Vera Lind"', f'"Vera {odd}"') + f', "{odd}": "{odd}"}}'
    assert post(f"{ROOT}/cases", f'{{"answers": {whole}}}', idempotency_key=KEY).status_code == 201


def test_no_other_site_is_let_in_and_no_cookie_is_set() -> None:
    answer = check(BY_API, origin="https://elsewhere.example")
    assert not [name for name in answer.headers if name.lower().startswith("access-control")]
    assert not answer.cookies


def test_too_many_from_one_place_are_asked_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PER_HOUR, "check", 2)
    answers = [check({}) for _try in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert answers[-1].headers["Retry-After"] == "3600"
