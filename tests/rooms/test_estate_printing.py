"""Promises about paper."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from guildhall.estate.lettering import FONTS, showable
from guildhall.estate.printing import Unprintable, pdf

FORM = """
#set document(title: "Ffurflen")
#set text(lang: "cy")
= Tŷ, dŵr, Ŵyn, Ŷd
Rhowch *wybod* am `fin` a gollwyd.
"""


def printed(source: str, **files: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf(source, files=files)))


def fonts_in(reader: PdfReader) -> set[str]:
    found = set()
    for page in reader.pages:
        resources: Any = page["/Resources"]
        found |= {font.get_object()["/BaseFont"].split("+")[-1] for font in resources["/Font"].values()}
    return found


def test_welsh_letters_can_be_read_back_from_the_page() -> None:
    text = printed(FORM).pages[0].extract_text()
    assert "Tŷ, dŵr, Ŵyn, Ŷd" in text
    assert "wybod am fin a gollwyd" in text


def test_only_our_own_font_is_in_the_file() -> None:
    assert fonts_in(printed(FORM)) == {"SourceSans3-Regular", "SourceSans3-Bold"}
    assert "SIL OPEN FONT LICENSE" in (FONTS / "LICENCE.txt").read_text()


def test_the_file_says_that_it_is_accessible() -> None:
    root: Any = printed(FORM).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 (a PDF value)
    assert root["/Lang"] == "cy"
    assert b"pdfuaid" in root["/Metadata"].get_object().get_data()


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("= No title", "document title"),
        ('#set document(title: "A")\n#set text(font: "Arial")\nA', "unknown font"),
        ('#set document(title: "A")\n漢字', "could not be displayed"),
        ('#set document(title: "A")\n#image("../secret.png", alt: "A")', "outside of the project"),
        ('#set document(title: "A")\n#image("dot.png")', "alt"),
        ("#let (", "unclosed"),
    ],
)
def test_what_would_not_print_well_is_refused_with_the_reason(source: str, reason: str) -> None:
    with pytest.raises(Unprintable, match=reason):
        pdf(source, files={"dot.png": DOT})


def test_a_picture_with_its_description_is_printed() -> None:
    source = '#set document(title: "A")\n#image("dot.png", alt: "A dot")'
    assert len(PdfReader(BytesIO(pdf(source, files={"dot.png": DOT}))).pages[0].images) == 1


@settings(max_examples=20, deadline=None)
@given(st.text())
def test_whatever_people_write_can_be_printed(text: str) -> None:
    source = '#set document(title: "A")\n#json("said.json")'
    assert pdf(source, files={"said.json": json.dumps(showable(text)).encode()})


def test_a_letter_that_the_font_lacks_leaves_a_square_and_no_other_letter_changes() -> None:
    assert showable("Mair Ŵyn, Łukasz, Ольга, Ελένη – £5") == "Mair Ŵyn, Łukasz, Ольга, Ελένη – £5"
    assert showable("漢字 😡") == "□□ □"


def test_a_file_for_printing_has_a_plain_name() -> None:
    with pytest.raises(Unprintable, match="plain name"):
        pdf(FORM, files={"../dot.png": DOT})


DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
