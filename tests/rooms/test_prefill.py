"""What somebody told us once stands ready where we ask again, on every way in; and it is they who say that it is right."""

from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader
from tests.rooms.browsing import Resident
from tests.rooms.council import in_force
from tests.rooms.deskwork import clerk

from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.model import Json
from guildhall.serve.models import Answer

pytestmark = [pytest.mark.django_db, pytest.mark.postgres, pytest.mark.usefixtures("wednesday")]

NUMBER = "07700 900 222"
REPAIR: dict[str, Json] = {
    "hazard": "none",
    "address": {"line1": "2 Weir Row", "postcode": "ZZ1 3WR"},
    "rents-from-us": True,
    "broken": "plumbing",
    "describe": "The kitchen tap drips",
    "photo": None,
    "at-home": ["any"],
    "name": "Ken Baxter",
    "telephone": NUMBER,
    "contact-by": "sms",
}


def mobile() -> Answer | None:
    return Answer.objects.filter(step="mobile").first()


@pytest.mark.parametrize("lang", ["en", "cy"])
def test_on_the_web_the_box_holds_what_was_told_and_only_sending_it_makes_it_an_answer(lang: str) -> None:
    ken = Resident(in_force("housing-repair"), lang).start()
    while ken.at != "mobile":
        ken.answer({ken.at: REPAIR[ken.at]})
    assert ken.page.xpath("//input[@name='mobile']/@value") == [NUMBER]
    assert mobile() is None
    ken.post()
    given = mobile()
    assert given is not None
    assert (read_json(given.value), given.channel, given.actor_kind) == (NUMBER, "web", "resident")


def test_on_the_web_a_changed_or_emptied_box_is_not_filled_again() -> None:
    ken = Resident(in_force("housing-repair")).start()
    while ken.at != "mobile":
        ken.answer({ken.at: REPAIR[ken.at]})
    there = ken.response.request["PATH_INFO"]
    ken.post(mobile="07700 900 999").go(there)
    assert ken.page.xpath("//input[@name='mobile']/@value") == ["07700 900 999"]


@pytest.mark.parametrize("desk", ["phone", "counter"])
@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", f"We already have: {NUMBER}. Is that right?"),
        ("cy", f"Mae gennym yn barod: {NUMBER}. A yw hynny'n gywir?"),
    ],
)
def test_at_a_desk_it_is_read_out_to_be_confirmed_and_stands_in_the_box(desk: str, lang: str, said: str) -> None:
    live = in_force("housing-repair")
    asha = clerk("advisor").open(f"/desk/{desk}/services/housing-repair?for=own&lang={lang}")
    script = {"phone": "1", "counter": "A"}[desk]
    keys = {"hazard": None, "rents-from-us": script, "broken": None, "at-home": None, "contact-by": None}
    typed: dict[str, Json] = {"address.line1": "2 Weir Row", "address.postcode": "ZZ1 3WR"}
    typed |= {name: str(REPAIR[name]) for name in ("describe", "name", "telephone")}
    for name in ("hazard", "broken", "at-home", "contact-by"):
        options = [option.code for option in live.compiled.steps[name].boxes("line")[0].options]
        place = options.index(REPAIR[name][0] if isinstance(REPAIR[name], list) else REPAIR[name])
        keys[name] = str(place + 1) if desk == "phone" else "ABCDEFGHIJKLMNOP"[place]
    typed |= {name: key for name, key in keys.items() if key}
    while not asha.has("mobile"):
        asha.press("Go on", {name: held for name, held in typed.items() if asha.has(name)})
        assert asha.status == 200
    assert said in asha.main
    assert asha.value("mobile") == NUMBER
    assert mobile() is None
    asha.press("Go on")
    given = mobile()
    assert given is not None
    assert (read_json(given.value), given.channel, given.actor) == (NUMBER, desk, asha.reference)


def test_a_printed_form_asks_to_have_it_written_again() -> None:
    in_force("housing-repair")
    printed = PdfReader(BytesIO(Client().get("/en/services/housing-repair/form.pdf").content))
    text = " ".join(" ".join(page.extract_text() for page in printed.pages).split())
    assert "If it is the same as your answer to question" in text


def test_a_machine_is_told_what_people_would_find_in_the_box() -> None:
    live = in_force("housing-repair")
    here = "/api/v1/services/housing-repair"
    body = canonical_json({"answers": REPAIR}).encode()
    sent = Client().post(f"{here}/check", body, content_type="application/json")
    told = read_json(sent.content)
    assert (told["next"], told["offers"]) == (["mobile"], {"mobile": NUMBER})
    described = read_json(Client().get(f"{here}/schema").content)["properties"]["mobile"]["description"]
    assert "Often the same as `telephone`; it is not filled in for you" in described
    assert live.compiled.steps["mobile"].prefill is not None


def test_an_address_found_by_a_machine_keeps_its_number_when_its_page_is_only_looked_at_on_the_web() -> None:
    found = {"line1": "4 Mill Lane", "county": "Westshire", "postcode": "ZZ1 2AB", "uprn": "10001234"}
    vera = Resident(in_force()).start().answer({"address": found | {"uprn": None, "county": None}})
    Answer.objects.filter(step="address").update(value=canonical_json(found))
    vera.go(f"{vera.root}/address").post()
    assert read_json(Answer.objects.get(step="address").value) == found
    vera.go(f"{vera.root}/address").post({"address.line1": "6 Mill Lane"})
    assert read_json(Answer.objects.get(step="address").value) == {"line1": "6 Mill Lane", "postcode": "ZZ1 2AB"}
