"""What was changed in a text shows, and nothing of either text is lost in showing it."""

from hypothesis import given
from hypothesis import strategies as st

from guildhall.kernel.authority.differing import Piece, difference

TEXTS = st.text(alphabet="ab \n\tŵ.", max_size=60)


def test_a_changed_word_is_shown_and_the_rest_of_the_line_stands() -> None:
    assert difference("We answer in three days.\nEvery way.\n", "We answer in two days.\nEvery way.\n") == (
        Piece("kept", "We answer in"),
        Piece("removed", " three"),
        Piece("added", " two"),
        Piece("kept", " days.\nEvery way.\n"),
    )


def test_texts_that_are_the_same_show_nothing_changed() -> None:
    assert difference("As it was.", "As it was.") == (Piece("kept", "As it was."),)
    assert difference("", "") == ()


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_out_of_their_difference(before: str, after: str) -> None:
    found = difference(before, after)
    assert "".join(each.text for each in found if each.kind != "added") == before
    assert "".join(each.text for each in found if each.kind != "removed") == after


def test_a_long_passage_that_was_rewritten_is_still_shown_whole() -> None:
    before, after = "one " * 5000, "two " * 5000
    assert difference(before, after) == (Piece("removed", before), Piece("added", after))


def test_a_very_long_text_is_compared_at_its_ends_and_shown_whole_between_them() -> None:
    alike, one, two = "As it was.\n" * 30_000, "one\n" * 20_000, "two\nthree\n" * 20_000
    kept = Piece("kept", alike)
    assert difference(alike + one + alike, alike + two + alike) == (
        kept,
        Piece("removed", one),
        Piece("added", two),
        kept,
    )
