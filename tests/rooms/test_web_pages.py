"""Promises about composed pages: nothing that somebody writes can break one, and none is made twice."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fromstring
from tests.house.source import ROOT, imported, modules
from tests.spec.services.shipped import COMPILED

from guildhall.channels.web import WebPage
from guildhall.kernel.question import Refusal
from guildhall.serve.pages import Showing, composed, keeping, shown_page
from guildhall.serve.pages.markdown import as_html
from guildhall.serve.pages.pieces import Marks, fill
from guildhall.serve.publishing.editions import Live

LIVE = {name: Live(compiled.service.hash(), compiled) for name, compiled in COMPILED.items()}
PAGES = [(name, page) for name, compiled in COMPILED.items() for page in compiled.pages]
NASTY = st.one_of(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=30),
    st.sampled_from(
        [
            '"><script>alert(1)</script>',
            "' onfocus='x",
            "</textarea>",
            "gh0x1z",
            "{{ csrf }}",
            "&amp;&lt;",
            "data-gh1='2'",
        ]
    ),
)


@given(st.sampled_from(PAGES), st.sampled_from(["en", "cy"]), NASTY, NASTY)
def test_what_people_write_never_breaks_a_page(which: tuple[str, str], lang: str, written: str, said: str) -> None:
    name, page = which
    pieces = composed(LIVE[name], lang)
    steps = [step.id for step in COMPILED[name].pages[page].steps]
    boxes = [hole[1] for step in steps for hole in _holes(pieces[f"field {step}"]) if hole[0] == "value"]
    form = dict.fromkeys(boxes, written)
    refusals = [Refusal(step, "nasty", {"en": said, "cy": said}) for step in steps]
    plain = shown_page(pieces, Showing(lang, page, steps, "token", "/back"))
    showing = Showing(lang, page, steps, "token", "/back", form, refusals)
    before, after = fromstring(plain), fromstring(shown_page(pieces, showing))
    for tag in ("script", "form", "input", "textarea", "main"):
        assert len(list(after.iter(tag))) == len(list(before.iter(tag)))
    for box in boxes:
        element = after.get_element_by_id(f"f-{box}")
        held = element.get("value") if element.tag == "input" else element.text_content().strip("\n")
        assert (held or "").replace("\r", "") == written.strip("\n") if element.tag != "input" else held == written
    if refusals:
        shown = [" ".join(each.text_content().split()) for each in after.find_class("govuk-error-message")]
        assert len(shown) >= len(refusals)


def test_marks_that_somebody_writes_are_only_text() -> None:
    marks = Marks()
    text = f'{marks.hole("value", "a")} gh0x0z data-gh1="0"'
    piece = marks.split(text)
    assert fill(piece, lambda hole: "gh0x0z") == 'gh0x0z gh0x0z data-gh1="0"'


def test_pages_are_composed_once_and_read_from_the_disk_by_the_next_process() -> None:
    live = LIVE["missed-bin"]
    first = composed(live, "en")
    assert composed(live, "en") is first
    kept = list((Path(settings.MEDIA_ROOT).parent / "pages").glob(f"{live.hash[:16]}-en-*.json"))
    assert len(kept) == 1
    keeping.forget()
    again = composed(live, "en")
    assert again is not first
    assert again == first
    assert json.loads(kept[0].read_text(encoding="utf-8")).keys() == first.keys()


def test_no_page_outlives_the_code_that_had_a_say_in_it() -> None:
    leans = {path: set(imported(tree)) for path, tree in modules()}
    named = {".".join(path.with_suffix("").parts[1:]).removesuffix(".__init__"): path for path in leans}
    reached: set[str] = set()
    left = {"guildhall.serve.pages.composing"}
    while left:
        reached |= left
        names = {name for each in left for name in leans[named[each]]}
        left = ({*names, *(name.rpartition(".")[0] for name in names)} & named.keys()) - reached - {"guildhall"}
    assert {ROOT / named[each] for each in reached} <= set(keeping.made_from())


def test_a_page_damaged_on_the_disk_is_composed_again() -> None:
    live = LIVE["missed-bin"]
    first = composed(live, "cy")
    for kept in (Path(settings.MEDIA_ROOT).parent / "pages").glob(f"{live.hash[:16]}-cy-*.json"):
        kept.write_text("{", encoding="utf-8")
    keeping.forget()
    assert composed(live, "cy") == first


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("name", sorted(COMPILED))
def test_every_page_has_one_heading_one_title_and_no_id_twice(name: str, lang: str) -> None:
    pieces = composed(LIVE[name], lang)
    for page in COMPILED[name].pages.values():
        steps = [step.id for step in page.steps]
        made = fromstring(shown_page(pieces, Showing(lang, page.id, steps, "token", "/back")))
        ids = [each.get("id") for each in made.iterfind(".//*[@id]")]
        assert len(ids) == len(set(ids)), page.id
        assert len(list(made.iter("h1"))) == 1, page.id
        assert (made.findtext(".//title") or "").startswith(f"{WebPage(page, lang).title} – "), page.id
        assert made.get("lang") == lang
        labelled = {each.get("for") for each in made.iter("label")}
        for box in made.xpath("//main//input[not(@type='hidden')] | //main//textarea"):
            assert box.get("id") in labelled, (page.id, box.get("name"))


@pytest.mark.parametrize("lang", ["en", "cy"])
@pytest.mark.parametrize("name", sorted(COMPILED))
def test_a_services_own_page_shows_every_way_in_that_people_use_with_its_contact(name: str, lang: str) -> None:
    page = fromstring(fill(composed(LIVE[name], lang)["service"], lambda _hole: ""))
    shown = "".join(page.find_class("gh-ways")[0].text_content().split())
    channels = COMPILED[name].service.channels
    for way in (channels.phone, channels.counter, channels.paper):
        assert way is not None
        assert way.contact is not None
        assert "".join(way.contact[lang].split()) in shown


def test_markdown_is_shown_and_html_in_it_is_only_text() -> None:
    made = as_html("# Hello\n\n- one\n\n<script>x</script> [bad](javascript:x) [good](/en)")
    assert "<script" not in made
    assert "javascript" not in fromstring(f"<div>{made}</div>").xpath("string(//a/@href)")
    assert '<h2 class="govuk-heading-m">Hello</h2>' in made
    assert '<a href="/en" class="govuk-link">good</a>' in made


def _holes(piece: tuple[str | tuple[str, ...], ...]) -> Iterator[tuple[str, ...]]:
    return (part for part in piece if not isinstance(part, str))


@pytest.mark.parametrize(
    ("written", "rung"),
    [
        ("Ring 01632 960 999 now.", ['<a class="govuk-link gh-number" href="tel:01632960999">01632 960 999</a>']),
        ("[ring us](tel:01632960100) on 01632 960 100", ['href="tel:01632960100"', 'href="tel:01632960100"']),
        ("[01632 960 100](tel:01632960100)", ['href="tel:01632960100"']),
        ("<b>5 &amp; 6</b>", []),
    ],
)
def test_a_telephone_number_in_advice_can_be_rung_by_touching_it(written: str, rung: list[str]) -> None:
    made = str(as_html(written))
    assert made.count("tel:") == len(rung)
    assert all(each in made for each in rung)
    assert "<b>" not in made
