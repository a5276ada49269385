"""A search of a long record: it finds the same by rare words and by words that thousands of records hold."""

import re
from datetime import date, timedelta
from html import unescape
from random import Random
from typing import Any

import pytest
from django.test import Client

from guildhall.decide import finding
from guildhall.decide.addresses import LANGUAGES, address
from guildhall.decide.finding import search
from guildhall.decide.models.publishing import Findable, FindableWord

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_a_search_finds_what_holds_every_word_the_newest_first_however_common_the_words_are() -> None:
    many, day = 5_200, date(2020, 1, 1)
    made = Findable.objects.bulk_create(
        Findable(subject=f"decision/{n}", kind="decision", title=str(n), day=day + timedelta(days=n % 40))
        for n in range(many)
    )
    words: dict[str, list[Findable]] = {
        "harbour": made, "bridg": made[: many - 1], "lantern": made[::1000], "orchard": made[7:9],
    }  # fmt: skip
    FindableWord.objects.bulk_create(
        FindableWord(findable=each, word=word, day=each.day) for word, rows in words.items() for each in rows
    )
    for sought in (
        ("harbour",),
        ("harbour", "bridg"),
        ("harbour", "lantern"),
        ("lantern", "bridg", "harbour"),
        ("orchard", "lantern"),
    ):
        holds = set.intersection(*({each.subject for each in words[word]} for word in sought))
        newest = sorted(
            (each for each in made if each.subject in holds), key=lambda each: (each.day, each.pk), reverse=True
        )
        found, after = search(words=" ".join(sought))
        assert [each.subject for each in found] == [each.subject for each in newest[:20]], sought
        more, _ = search(words=" ".join(sought), after=after) if after else ((), "")
        assert [each.subject for each in more] == [each.subject for each in newest[20:40]], sought


@pytest.mark.parametrize("seed", range(8))
def test_a_search_gone_through_to_its_end_finds_all_and_looks_at_no_more_than_so_many_at_once(
    seed: int, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    """Words are common here that three records hold, and five are looked at: what is found is what a plain search finds."""
    monkeypatch.setattr(finding, "_FEW", 3)
    monkeypatch.setattr(finding, "_LOOKED", (2, 3))
    chance, day = Random(seed), date(2020, 1, 1)
    made = Findable.objects.bulk_create(
        Findable(subject=f"decision/{n}", kind=chance.choice(("decision", "matter")), title=str(n),
                 day=day + timedelta(days=chance.randrange(6)))
        for n in range(60)
    )  # fmt: skip
    words = {
        name: [each for each in made if chance.random() < share]
        for name, share in (("harbour", 0.6), ("bridg", 0.5), ("lantern", 0.05), ("market", 0.4))
    }
    apart = set(words["harbour"])
    words["orchard"] = [each for each in made if each not in apart]
    FindableWord.objects.bulk_create(
        FindableWord(findable=each, word=word, day=each.day) for word, rows in words.items() for each in rows
    )
    for sought in (
        ("harbour",),
        ("harbour", "bridg"),
        ("market", "bridg", "harbour"),
        ("harbour", "orchard"),
        ("lantern", "bridg"),
    ):
        for kind in ("", "decision"):
            holds = set.intersection(*({each.pk for each in words[word]} for word in sought))
            expected = [each.subject for each in sorted(made, key=lambda each: (each.day, each.pk), reverse=True)
                        if each.pk in holds and kind in ("", each.kind)]  # fmt: skip
            found, after, stretches = list[str](), "", 0
            while after or not stretches:
                with django_assert_max_num_queries(20):
                    some, after = search(words=" ".join(sought), after=after, limit=4, kind=kind)
                found += [each.subject for each in some]
                stretches += 1
                assert stretches < 60
            assert found == expected, (sought, kind)


def test_words_that_never_stand_together_are_looked_for_so_far_and_the_page_says_so_and_leads_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(finding, "_FEW", 3)
    monkeypatch.setattr(finding, "_LOOKED", (2, 3))
    made = Findable.objects.bulk_create(
        Findable(subject=f"decision/{n}", kind="decision", title=str(n), day=date(2020, 1, 1) + timedelta(days=n))
        for n in range(16)
    )
    FindableWord.objects.bulk_create(
        FindableWord(findable=each, word=("harbour", "bridg")[n % 2], day=each.day) for n, each in enumerate(made)
    )
    told = {
        "en": ("We have looked at those from 7 January 2020 on.", "Look further back", "We found nothing more"),
        "cy": (
            "Rydym wedi edrych ar y rhai o 7 Ionawr 2020 ymlaen.",
            "Edrych ymhellach yn ôl",
            "Ni chanfuom ddim arall",
        ),
    }
    for lang in LANGUAGES:
        until, further, end = told[lang]
        where = address(lang, "search")
        first = Client().get(where, {"q": "harbour bridge"}).content.decode()
        assert until in first
        assert further in first
        onward = re.search(r'href="(\?[^"]*after=[^"]+)"', first)
        assert onward is not None
        last = Client().get(where + unescape(onward[1])).content.decode()
        assert end in last
        assert further not in last
