"""Promises about the frame of every page."""

import re
from collections.abc import Iterator

import pytest
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, path, reverse
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_POST
from pytest_django import DjangoAssertNumQueries, Settings

from guildhall.config import urls as house
from guildhall.estate import door, frame, problems
from guildhall.estate.models import Account


def a_page(request: HttpRequest, lang: str) -> HttpResponse:
    errors = [{"text": "Enter <b>your</b> name", "href": "#name"}] if "wrong" in request.GET else []
    return door.page(
        request=request,
        template="frame/framed.jinja",
        lang=lang,
        title="What is your name?",
        service="Report a missed bin",
        errors=errors,
        other_url="/cy/tudalen" if lang == "en" else "/en/page",
    )


def too_big(request: HttpRequest) -> HttpResponse:
    raise RequestDataTooBig


def broken(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@door.require()
def a_desk(request: HttpRequest) -> HttpResponse:
    return door.page(
        request=request,
        template="frame/desk.jinja",
        title="Phone desk",
        account=door.account_of(request=request),
        desk="test-phone",
    )


@require_POST
@csrf_protect
def a_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Sent")


urlpatterns = [
    path("en/page", a_page, {"lang": "en"}),
    path("cy/tudalen", a_page, {"lang": "cy"}),
    path("en/form", a_form),
    path("en/too-big", too_big),
    path("en/broken", broken),
    path("desk/test", a_desk),
    *house.urlpatterns,
]
handler400 = problems.bad_request
handler403 = problems.permission_denied
handler404 = problems.page_not_found
handler500 = problems.server_error

pytestmark = pytest.mark.urls(__name__)

FORBIDDEN = re.compile(r"crown|crest|GDS Transport|gov\.uk|govuk-footer|/assets/(images|fonts)", re.IGNORECASE)


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.fixture
def client() -> Client:
    return Client(raise_request_exception=False)


@pytest.mark.parametrize(("address", "language"), [("/en/page", "en"), ("/cy/tudalen", "cy")])
def test_every_page_says_who_we_are_how_to_get_help_and_leads_to_the_other_language(
    client: Client, address: str, language: str
) -> None:
    page = client.get(address).content.decode()
    council = door.council()
    assert f'<html class="govuk-template" lang="{language}">' in page
    assert page.index("govuk-skip-link") < page.index("<header") < page.index("<main") < page.index("<footer")
    assert page.index("<main") < page.index('id="get-help"') < page.index("<footer")
    for said in (council.name[language], council.telephone, council.telephone_hours[language]):
        assert said in page
    places = {"en": "/en/help-in-person", "cy": "/cy/cymorth-wyneb-yn-wyneb"}[language]
    assert f'<a class="govuk-link" href="{places}">' in page
    assert f'href="{door.page_path(name="accessibility", language=language)}"' in page
    assert f'href="{door.page_path(name="privacy", language=language)}"' in page
    other = {"en": "cy", "cy": "en"}[language]
    assert re.search(rf'<a class="govuk-link" href="/{other}/[a-z]+" hreflang="{other}" lang="{other}"', page)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/en/page", "What is your name? – Report a missed bin – Elverdon Council"),
        ("/cy/tudalen", "What is your name? – Report a missed bin – Cyngor Elverdon"),
        ("/en/page?wrong", "Error: What is your name? – Report a missed bin – Elverdon Council"),
        ("/cy/tudalen?wrong", "Gwall: What is your name? – Report a missed bin – Cyngor Elverdon"),
    ],
)
def test_the_title_names_the_page_the_service_and_the_council_and_errors_first(
    client: Client, address: str, title: str
) -> None:
    assert f"<title>{title}</title>" in client.get(address).content.decode()


def test_errors_stand_first_lead_to_their_field_and_are_escaped(client: Client) -> None:
    page = client.get("/en/page?wrong").content.decode()
    assert page.index("<main") < page.index("govuk-error-summary")
    assert re.search(r'<a href="#name">\s*Enter &lt;b&gt;your&lt;/b&gt; name', page)


@pytest.mark.parametrize("address", ["/en/page", "/cy/tudalen?wrong", "/nowhere", "/account/login/"])
@pytest.mark.django_db
def test_no_page_carries_what_only_government_may_use(client: Client, address: str) -> None:
    assert not FORBIDDEN.search(client.get(address).content.decode())


def test_a_page_that_shows_nobodys_answers_asks_the_database_nothing(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    # No database mark: any question at all would fail this test.
    assert client.get("/en/page").status_code == 200


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/en/nowhere", 404, "We cannot find this page"),
        ("/cy/unman", 404, "Ni allwn ddod o hyd i’r dudalen hon"),
        ("/en/form", 405, "This page does not work that way"),
        ("/en/too-big", 413, "What you sent is too big"),
        ("/en/broken", 500, "Something went wrong here"),
    ],
)
def test_whatever_goes_wrong_gets_a_page_in_plain_words_with_a_telephone_number(
    client: Client, address: str, status: int, words: str, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    assert words in words_of(answer.content.decode())
    assert "01632 960 100" in answer.content.decode()


def test_an_address_without_a_language_gets_both(client: Client) -> None:
    page = words_of(client.get("/nowhere").content.decode())
    assert "We cannot find this page" in page
    assert "Ni allwn ddod o hyd i’r dudalen hon" in page


def test_a_form_from_an_old_page_gets_a_page_that_says_what_to_do(client: Client) -> None:
    careful = Client(enforce_csrf_checks=True)
    answer = careful.post("/en/form")
    assert answer.status_code == 403
    page = words_of(answer.content.decode())
    assert "Please send this again" in page
    assert "open for too long" in page
    assert "You cannot open this page" not in page


def test_a_method_that_is_not_allowed_still_says_which_are(client: Client) -> None:
    assert client.get("/en/form")["Allow"] == "POST"


@pytest.mark.parametrize("status", problems.STATUSES)
@pytest.mark.parametrize("language", ["en", "cy"])
def test_every_problem_has_a_page_in_both_languages(client: Client, status: int, language: str) -> None:
    request = HttpRequest()
    request.path_info = f"/{language}/anything"
    answer = door.problem(request=request, status=status)
    assert answer.status_code == status
    assert f'lang="{language}"' in answer.content.decode()


def test_styles_are_linked_or_inlined_as_the_settings_say(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    built = {"public": {"file": "public.0123456789ab.css", "hash": "sha256-x"}}
    monkeypatch.setattr(frame, "_built", lambda: built)
    monkeypatch.setattr(frame, "_content", lambda file: "a>b{color:red}")
    settings.INLINE_STYLES = False
    assert door.style("public") == '<link rel="stylesheet" href="/static/guildhall/public.0123456789ab.css">'
    settings.INLINE_STYLES = True
    assert door.style("public") == "<style>a>b{color:red}</style>"
    assert door.style("another") == ""


def test_a_page_can_be_composed_beforehand_with_holes(client: Client) -> None:
    page = door.compose(template="frame/framed.jinja", lang="cy", title="Teitl", content="HOLE")
    assert page.count("HOLE") == 1
    assert "Cyngor Elverdon" in page


@pytest.mark.django_db
def test_a_desk_shows_the_desks_of_ones_own_roles_and_how_to_log_out(client: Client) -> None:
    door.offer_desk(name="test-phone", label="Test phone", path="/desk/test", roles=("advisor",))
    door.offer_desk(name="test-design", label="Test design", path="/desk/no", roles=("service-designer",))
    ann = door.open_account(email="ann@example.org", name="Ann Advisor", password="correct horse")
    account = Account.objects.get(id=Account.id_in(ann.reference))
    door.give_role(account=ann.reference, role="advisor", since=account.opened_at)
    client.force_login(account)
    page = client.get("/desk/test").content.decode()
    assert '<a href="/desk/test" aria-current="page">Test phone</a>' in page
    assert "Test design" not in page
    assert "Ann Advisor" in page
    assert "csrfmiddlewaretoken" in page


def allauth_pages() -> Iterator[str]:
    for name in get_resolver(house.__name__).reverse_dict:
        if isinstance(name, str) and name.startswith(("account_", "mfa_", "socialaccount_")):
            yield name


@pytest.mark.django_db
@pytest.mark.parametrize("logged_in", [False, True], ids=["visitor", "logged in"])
@pytest.mark.parametrize("name", sorted(allauth_pages()))
def test_no_stock_page_of_the_log_in_library_is_visible(client: Client, name: str, logged_in: bool) -> None:
    try:
        address = reverse(name)
    except NoReverseMatch:
        address = "/account/password/reset/key/1-no-such/"
    if logged_in:
        door.open_account(email="ann@example.org", name="Ann Advisor", password="correct horse")
        client.post("/account/login/", {"login": "ann@example.org", "password": "correct horse"})
    answer = client.get(address)
    if answer.status_code in (301, 302) or answer["Content-Type"].startswith("application/json"):
        return
    page = answer.content.decode()
    assert "govuk-template" in page
    assert "Elverdon Council" in page
    assert not FORBIDDEN.search(page)
    assert not re.search(r"<(h1|h2|p|button|label|table)>", page), "an element without our class"


def test_jinja_escapes_what_people_write() -> None:
    made = engines["jinja2"].from_string("{{ name }}").render({"name": "<script>"})
    assert made == "&lt;script&gt;"
