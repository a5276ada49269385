"""A search of a long record: it finds the same by rare words and by words that thousands of records hold."""

from datetime import date, timedelta

import pytest

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
