"""The same value always has the same bytes, whoever wrote it."""

from decimal import Decimal

import pytest
from hypothesis import given
from tests.worlds.anything import anything

from guildhall.kernel.canonical import canonical_json, content_hash, plain_number, read_json
from guildhall.kernel.model import Json

EXAMPLES: list[tuple[Json, str]] = [
    ({"b": 1, "a": [True, None, "x"]}, '{"a":[true,null,"x"],"b":1}'),
    ({"\ue000": 1, "😀": 2}, '{"😀":2,"\ue000":1}'),
    ("é\n\x01\x7f</script>", '"é\\n\\u0001\x7f</script>"'),
    (Decimal("2.50"), "2.5"),
    (Decimal("-0.0"), "0"),
    (Decimal("1E+2"), "100"),
    (Decimal("1E-7"), "0.0000001"),
    (Decimal("0.1234567890123456789012345678901234567890"), "0.123456789012345678901234567890123456789"),
    (10**30, "1000000000000000000000000000000"),
]


@pytest.mark.parametrize(("value", "text"), EXAMPLES, ids=[text[:30] for _, text in EXAMPLES])
def test_a_value_has_one_way_to_be_written(value: Json, text: str) -> None:
    assert canonical_json(value) == text


@pytest.mark.parametrize(
    "value", [0.1, float("nan"), {"a": 1.0}, b"x", object(), Decimal("NaN"), Decimal("1E+999999999")]
)
def test_what_is_not_exact_is_not_written(value: Json) -> None:
    with pytest.raises(TypeError):
        canonical_json(value)


@pytest.mark.parametrize(
    "text", ["", "{", "NaN", "[Infinity]", '{"a":1,"a":2}', "[" * 100_000, "9" * 5000, "1e99999999999999999999"]
)
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_json(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [("9" * 5000, "9" * 40 + " is beyond all measure"), ("1e99999999999999999999", "1e99999999999999999999 is beyond all measure"),
     (b"\xff", "this is not text in UTF-8"), ("[" * 100_000, "this JSON is nested too deeply")],
    ids=["too many digits", "too great a power", "no text", "too deep"],
)  # fmt: skip
def test_what_is_refused_is_told_in_plain_words(text: str | bytes, said: str) -> None:
    with pytest.raises(ValueError, match=f"^{said}$"):
        read_json(text)


def test_fractions_are_read_exactly() -> None:
    assert read_json('{"price": 0.1}') == {"price": Decimal("0.1")}


@given(anything)
def test_what_was_written_is_read_back_to_the_same_bytes(value: Json) -> None:
    try:
        text = canonical_json(value)
    except TypeError:
        return
    assert canonical_json(read_json(text)) == text
    assert content_hash(read_json(text)) == content_hash(value)


def test_a_plain_number_has_no_power_of_ten() -> None:
    assert plain_number(Decimal("12E+3")) == "12000"
