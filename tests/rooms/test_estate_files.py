"""Promises about files that people send."""

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks, Settings

from guildhall.estate import door, files
from guildhall.estate.cleaning import Damaged, clean
from guildhall.estate.pdfs import without_exif

pytestmark = pytest.mark.postgres

BY = "party/6f1c"
PLACE = b"GPSPLACE"


@pytest.fixture(autouse=True)
def a_folder_for_files(tmp_path: Path, settings: Settings) -> Path:
    settings.MEDIA_ROOT = tmp_path / "files"
    return tmp_path / "files"


def a_picture(kind: str = "jpeg", mode: str = "RGB") -> bytes:
    made = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "CAMERA"
    exif.get_ifd(0x8825)[29] = PLACE.decode()
    exif[0x0112] = 6  # turned on its side
    Image.new(mode, (40, 20), 1).save(made, kind, exif=exif)
    return made.getvalue()


def a_pdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Author": "Mary Jones"})
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)
    writer.add_attachment("more.exe", b"MZ")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def stored(content: bytes, name: str) -> door.OpenedFile:
    reference = door.store_file(content=content, name=name, by=BY, channel="counter")
    assert isinstance(reference, str)
    found = door.open_file(reference=reference)
    assert found is not None
    return found


def refusal(content: bytes, name: str) -> str:
    refused = door.store_file(content=content, name=name, by=BY, channel="counter")
    assert isinstance(refused, door.Refused)
    assert refused.words.keys() == {"en", "cy"}
    return refused.code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (a_picture(), "photo.jpg", "image/jpeg"),
        (a_picture("png"), "photo.PNG", "image/png"),
        (a_picture("png"), "photo.jpg", "image/png"),
        (a_picture("jpeg", "L"), "grey", "image/jpeg"),
        (a_pdf(), "letter.pdf", "application/pdf"),
    ],
)
def test_pictures_and_pdfs_are_kept_and_handed_back(content: bytes, name: str, media_type: str) -> None:
    found = stored(content, name)
    assert (found.name, found.media_type, found.stored_by) == (name, media_type, BY)
    assert found.content


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["jpeg", "png"])
def test_a_picture_no_longer_tells_where_it_was_taken_and_stands_upright(kind: str) -> None:
    sent = a_picture(kind)
    assert PLACE in sent
    kept = stored(sent, f"photo.{kind}").content
    assert PLACE not in kept
    assert b"CAMERA" not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert dict(picture.getexif()) == {}
        assert picture.size == (20, 40)


@pytest.mark.django_db
def test_a_pdf_no_longer_tells_who_wrote_it_and_cannot_run_or_carry_anything() -> None:
    kept = stored(a_pdf(), "letter.pdf").content
    reader = PdfReader(BytesIO(kept))
    assert len(reader.pages) == 1
    assert b"Mary Jones" not in kept
    assert b"app.alert" not in kept
    assert reader.attachments == {}


@pytest.mark.django_db
def test_a_photograph_inside_a_pdf_no_longer_tells_where_it_was_taken() -> None:
    writer = PdfWriter()
    made = BytesIO()
    Image.open(BytesIO(a_picture())).save(made, "pdf")
    writer.append(BytesIO(made.getvalue()))
    for each in writer._objects:
        if isinstance(each, StreamObject) and each.get("/Subtype") == "/Image":
            each._data = a_picture()
    sent = BytesIO()
    writer.write(sent)
    assert PLACE in sent.getvalue()
    kept = stored(sent.getvalue(), "scan.pdf").content
    assert PLACE not in kept
    assert PdfReader(BytesIO(kept)).pages[0].images[0].image is not None


def test_taking_out_the_exif_leaves_the_picture_itself_as_it_was() -> None:
    sent = a_picture()
    with Image.open(BytesIO(sent)) as before, Image.open(BytesIO(without_exif(sent))) as after:
        assert before.tobytes() == after.tobytes()
    assert without_exif(b"") == b""
    assert without_exif(b"\xff\xd8\xff") == b"\xff\xd8\xff"


def a_bomb() -> bytes:
    """A PNG of a few hundred bytes that would open to 10,000 million pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", 100_000, 100_000, 1, 0, 0, 0, 0)
    lines = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", lines) + chunk(b"IEND", b"")


def a_locked_pdf() -> bytes:
    writer = PdfWriter(clone_from=BytesIO(a_pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "empty.pdf", "file-empty"),
        (b"%PDF-" + b"0" * files.LARGEST, "big.pdf", "file-too-big"),
        (b"hello", "note.txt", "file-type-not-allowed"),
        (b"PK\x03\x04", "letter.docx", "file-type-not-allowed"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing.svg", "file-type-not-allowed"),
        (b"\0\0\0\x18ftypheic", "photo.heic", "file-heic"),
        (b"\0\0\0\x1cftypmif1", "photo.jpg", "file-heic"),
        (b"MZ\x90\0", "invoice.pdf", "file-disguised"),
        (b"<html><script>alert(1)</script>", "photo.jpg", "file-disguised"),
        (a_pdf(), "photo.jpg", "file-disguised"),
        (a_picture(), "letter.pdf", "file-disguised"),
        (b"%PDF-1.7 and no more", "letter.pdf", "file-damaged"),
        (a_picture()[:200], "photo.jpg", "file-damaged"),
        (b"\xff\xd8\xff", "photo.jpg", "file-damaged"),
        (a_picture("png")[:60], "photo.png", "file-damaged"),
        (a_bomb(), "bomb.png", "file-damaged"),
        (a_locked_pdf(), "locked.pdf", "file-damaged"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_taken_is_refused_by_name_and_nothing_is_kept(
    content: bytes, name: str, code: str, a_folder_for_files: Path
) -> None:
    assert refusal(content, name) == code
    assert not a_folder_for_files.exists()


def test_a_very_large_photograph_is_kept_at_a_size_that_can_still_be_read() -> None:
    made = BytesIO()
    Image.new("L", (9000, 5000), 1).save(made, "jpeg")
    with Image.open(BytesIO(clean(made.getvalue(), "jpeg"))) as picture:
        assert picture.size == (4000, 2222)


def test_a_bomb_is_refused_before_it_is_opened() -> None:
    with pytest.raises(Damaged):
        clean(a_bomb(), "png")


@pytest.mark.django_db
def test_a_name_leads_nowhere_and_only_its_owner_may_read_the_file(a_folder_for_files: Path) -> None:
    found = stored(a_picture(), "../../C:\\letters\\\x00my photo.jpg")
    assert found.name == "my photo.jpg"
    (path,) = (each for each in a_folder_for_files.rglob("*") if each.is_file())
    assert "photo" not in path.name
    assert path.stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_a_file_altered_on_the_disk_is_not_handed_out(a_folder_for_files: Path) -> None:
    reference = door.store_file(content=a_picture(), name="photo.jpg", by=BY, channel="counter")
    assert isinstance(reference, str)
    (path,) = (each for each in a_folder_for_files.rglob("*") if each.is_file())
    path.write_bytes(b"something else")
    with pytest.raises(door.Altered):
        door.open_file(reference=reference)


@pytest.mark.django_db
@pytest.mark.parametrize("reference", ["file/" + "0" * 32, "file/nothing", "case/7QX4-M3KD", ""])
def test_there_is_nothing_behind_a_reference_that_was_never_given(reference: str) -> None:
    assert door.open_file(reference=reference) is None


@pytest.mark.django_db
def test_storing_a_file_costs_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        stored_reference = door.store_file(content=a_picture(), name="photo.jpg", by=BY, channel="counter")
    assert isinstance(stored_reference, str)


@pytest.mark.django_db
def test_a_stored_file_knows_by_which_way_in_it_came_and_from_whom() -> None:
    kept = stored(a_picture(), "photo.jpg")
    assert (kept.channel, kept.stored_by) == ("counter", BY)


@pytest.mark.django_db
def test_files_are_named_in_one_statement_and_without_opening_them(
    a_folder_for_files: Path, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    kept = {stored(a_picture(), name).reference: name for name in ("front.jpg", "back.jpg")}
    for path in a_folder_for_files.rglob("*"):
        if path.is_file():
            path.unlink()
    with django_assert_num_queries(1):
        assert door.file_names(references=[*kept, "file/" + "0" * 32, "case/7QX4-M3KD", ""]) == kept
    with django_assert_num_queries(0):
        assert door.file_names(references=[]) == {}


def test_a_telephone_is_told_to_send_its_photographs_as_jpeg() -> None:
    """A browser makes an HEIC photograph into the first picture that the page says it takes."""
    assert files.ACCEPT.split(",")[0] == "image/jpeg"
    assert "image/*" not in files.ACCEPT
    assert "heic" not in files.ACCEPT


@pytest.mark.django_db
def test_of_several_files_of_which_one_is_refused_none_is_kept(
    a_folder_for_files: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        told = door.store_all_files(sent=((a_picture(), "front.jpg"), (b"", "back.jpg")), by=BY, channel="counter")
    assert isinstance(told, door.Refused)
    assert [each for each in a_folder_for_files.rglob("*") if each.is_file()] == []
    assert isinstance(door.store_all_files(sent=((a_picture(), "front.jpg"),), by=BY, channel="counter"), tuple)
