"""What came with an address and has no box stays with it while its lines stay, and goes when they change."""

from typing import Any

import pytest
from tests.worlds.services import MOMENTS, compiled

from guildhall.channels import SURFACES
from guildhall.kernel.journey import Compiled, step
from guildhall.kernel.model import Json
from guildhall.kernel.scope import Circumstances

FOUND = {"line1": "4 Mill Lane", "town": "Elverdon", "county": "Westshire", "postcode": "ZZ1 2AB", "uprn": "10001234"}
AROUND = Circumstances(MOMENTS[0])
ON_SCREEN = sorted({"web", "phone", "counter"} & set(SURFACES))


def asking(**question: Any) -> Compiled:
    label = {"en": "A question"}
    return compiled({"id": "toy", "title": label, "steps": [{"id": "home", "label": label} | question], "outcomes": []})


def given_back(service: Compiled, channel: str, value: Json, **changed: str) -> Json:
    """The answer after its page was shown, its boxes changed or not, and sent: only what stands in a box is sent."""
    surface = SURFACES[channel](service, step(service, {}, AROUND), "en")
    boxes = {f"home.{box.key}" for box in service.steps["home"].boxes(surface.style)}
    shown, _ = surface.fill({"home": value})
    sent = {name: held for name, held in shown.items() if name in boxes or name.split(".")[1].isdecimal()}
    if any(name.split(".")[1].isdecimal() for name in shown):
        sent = {name: held for name, held in sent.items() if name.rpartition(".")[2] not in {"county", "uprn"}}
    sent |= {name.replace("__", "."): held for name, held in changed.items()}
    read = surface.carry(surface.read(sent), {"home": value})
    return step(service, read, AROUND).answers.get("home")


@pytest.mark.parametrize("channel", ON_SCREEN)
def test_an_address_sent_back_as_it_was_shown_keeps_its_county_and_its_uprn(channel: str) -> None:
    assert given_back(asking(kind="address"), channel, FOUND) == FOUND


@pytest.mark.parametrize("channel", ON_SCREEN)
def test_an_address_written_in_other_letters_is_still_the_same(channel: str) -> None:
    back = given_back(asking(kind="address"), channel, FOUND, home__line1="4  MILL lane", home__postcode="zz12ab")
    assert back == FOUND | {"line1": "4 MILL lane"}


@pytest.mark.parametrize("channel", ON_SCREEN)
@pytest.mark.parametrize(("box", "written"), [("line1", "6 Mill Lane"), ("postcode", "ZZ1 2AC"), ("town", "")])
def test_an_address_whose_lines_changed_keeps_nothing_of_the_one_before(channel: str, box: str, written: str) -> None:
    back = given_back(asking(kind="address"), channel, FOUND, **{f"home__{box}": written})
    assert not back.keys() & {"county", "uprn"}


@pytest.mark.parametrize("channel", sorted(SURFACES))
def test_an_address_known_by_its_uprn_alone_stands_in_the_first_line_and_is_read_back(channel: str) -> None:
    service = asking(kind="address")
    surface = SURFACES[channel](service, step(service, {}, AROUND), "en")
    form, _ = surface.fill({"home": {"uprn": "10001234"}})
    if form:
        assert "UPRN 10001234" in form.values()
        assert surface.read(form)["home"] == {"uprn": "10001234"}
    assert step(service, {"home": {"line1": "uprn 10001234"}}, AROUND).answers["home"] == {"uprn": "10001234"}


@pytest.mark.parametrize("channel", ON_SCREEN)
def test_inside_items_each_address_keeps_its_own_also_when_an_item_is_taken_out(channel: str) -> None:
    inside = [{"id": "at", "kind": "address", "label": {"en": "Where?"}}]
    service = asking(kind="repeat", item={"en": "Home"}, steps=inside)
    other = FOUND | {"line1": "9 Weir Row", "uprn": "777"}
    both = [{"at": FOUND}, {"at": other}]
    assert given_back(service, channel, both) == both
    surface = SURFACES[channel](service, step(service, {}, AROUND), "en")
    seen = {key: held for key, held in other.items() if key not in {"county", "uprn"}}
    read = surface.carry({"home": [{"at": seen}]}, {"home": both})
    assert read == {"home": [{"at": other}]}


def test_inside_a_group_an_address_keeps_its_own() -> None:
    inside = [{"id": "at", "kind": "address", "label": {"en": "Where?"}}]
    group = asking(kind="group", steps=inside).steps["home"]
    seen = {key: held for key, held in FOUND.items() if key not in {"county", "uprn"}}
    assert group.carry({"at": seen}, {"at": FOUND}) == {"at": FOUND}
    assert group.carry({"at": seen}, None) == {"at": seen}
    assert group.carry(None, {"at": FOUND}) is None
