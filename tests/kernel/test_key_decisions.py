"""A decision is key by what it spends or saves, from the council's own amount on, and by two wards (S.I. 2012/2089, regulation 8)."""

import pytest

from guildhall.kernel.authority.key_decisions import Ground, because, grounds

QUARTER_MILLION = 250_000_00


@pytest.mark.parametrize(
    ("amount", "threshold", "wards", "found"),
    [
        (None, QUARTER_MILLION, (), ()),
        (249_999_99, QUARTER_MILLION, ("Harbour",), ()),
        (250_000_00, QUARTER_MILLION, (), ("amount",)),
        (None, QUARTER_MILLION, ("Harbour", "Mill"), ("wards",)),
        (None, QUARTER_MILLION, ("Harbour", "Harbour"), ()),
        (300_000_00, QUARTER_MILLION, ("Harbour", "Mill"), ("amount", "wards")),
        (300_000_00, None, (), ()),
    ],
)
def test_the_amount_of_the_council_and_two_wards_make_it_key(
    amount: int | None, threshold: int | None, wards: tuple[str, ...], found: tuple[Ground, ...]
) -> None:
    assert grounds(amount=amount, threshold=threshold, wards=wards) == found
    said = {lang: because(amount=amount, threshold=threshold, wards=wards, language=lang) for lang in ("en", "cy")}
    assert all(bool(text) == bool(found) for text in said.values())


def test_why_it_is_key_is_said_with_the_amounts_and_the_wards() -> None:
    told = because(amount=300_000_50, threshold=QUARTER_MILLION, wards=("Harbour", "Mill"), language="en")
    assert told == (
        "It would spend or save £300,000.50. From £250,000 on that is significant in this council. "
        "It affects 2 wards: Harbour, Mill."
    )
