"""What you said stays what you said"""

from tests.spec.scenes import EVERY_WAY_IN, missed_bin


def test_your_name_is_kept_as_you_write_it() -> None:
    """Nobody's name is refused for its form. One word, an accent, an apostrophe: it is kept as you write it."""
    for name in ("Siân", "Ieuan ap Dafydd", "O’Neill", "Ng", "José María de la Cruz-Núñez", "李小龍"):
        assert missed_bin(name=name).by("paper").as_json()["case"]["name"] == name


def test_an_answer_that_no_longer_applies_is_not_kept() -> None:
    """You ask for an email and then change your mind and ask for a letter. Your email address does not reach the case."""
    changed = missed_bin(contact_by="letter", email="vera@example.org")
    for way_in in EVERY_WAY_IN:
        said = changed.by(way_in).as_json()
        assert "email" not in said["case"]
        assert said["unasked"] == ["email"]


def test_a_telephone_number_is_kept_as_it_was_given() -> None:
    """A telephone number is kept with the spaces you gave it, so that it can be read back to you as you said it."""
    assert (
        missed_bin(contact_by="sms", mobile="07700 900 982").by("phone").as_json()["case"]["mobile"] == "07700 900 982"
    )


def test_what_you_left_blank_is_never_taken_for_a_no() -> None:
    """A question that you left blank is unknown to us. It is never counted as a no."""
    blank = missed_bin(assisted=None)
    assert blank.by("paper").as_json()["outcome"] is None
    assert [each["step"] for each in blank.by("paper").as_json()["errors"]] == ["assisted"]


def test_you_can_stop_and_go_on_with_what_you_had_said() -> None:
    """You stop after the third question. When you come back, by any way in, we go on with the next one."""
    whole = missed_bin()
    begun = {name: whole.answers[name] for name in ("address", "bin", "assisted")}
    assert type(whole)(whole.service, begun, whole.around).so_far().page == "name"
