"""Promises of ``guildhall services``: what is listed and imported, what an id means, and that bad input ends in plain lines."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.rooms.commandline import NUMBERS, refused, said, walked
from tests.rooms.council import SERVICES

from guildhall.catalogue.importing import READERS
from guildhall.kernel.loading import load_service
from guildhall.serve.command import services
from guildhall.serve.publishing.editions import publish

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("folder")]

OWN = Path(__file__).parents[1] / "fixtures" / "xgov"
KINDS = " or ".join(READERS)


# Importing


def test_an_import_writes_a_definition_and_names_what_was_lost(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert services(["import", str(OWN / "allotment.json"), "--from", "xgov", "-o", "out.yaml"]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert "  link /nowhere on /plots: there is no such page in the form" in told.err
    assert load_service((folder / "out.yaml").read_text()).id == "allotment"


def test_the_losses_may_be_had_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.loads(said(capsys, "import", str(OWN / "helo.json"), "--from", "xgov", "-o", "out.yaml", "--json"))
    assert told["service"] == "helo"
    assert all(set(loss) == {"what", "name", "page", "reason"} for loss in told["losses"])
    assert load_service((folder / "out.yaml").read_text()).languages == ("cy",)


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("bin.json", "--from", "xgov"),
            "bin.json cannot be imported: it is not an XGov form: it has no pages with a path",
        ),
        (("numbers.yaml", "--from", "xgov"), "numbers.yaml cannot be imported: it is not JSON"),
        (("binary", "--from", "xgov"), "binary is not text in UTF-8"),
        (("none.json", "--from", "xgov"), "none.json cannot be read: no such file or directory"),
        ((".", "--from", "xgov"), ". cannot be read: is a directory"),
        (("bin.json", "--from", "smoke"), "there is no importer for smoke: write --from " + KINDS),
        (("bin.json", "--from", "xgov", "--language", "Welsh"), "Welsh is not the code of a language: write en or cy"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_one_line(
    words: tuple[str, ...], line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "binary").write_bytes(b"\xff\xfe\x00")
    assert refused(capsys, "import", *words, "-o", "out.yaml") == [line]
    assert not (folder / "out.yaml").exists()


# Listing


def test_the_list_names_every_shipped_service(capsys: pytest.CaptureFixture[str]) -> None:
    listed = json.loads(said(capsys, "list", "--json"))
    assert [each["id"] for each in listed] == sorted(path.stem for path in SERVICES.glob("*.yaml"))
    assert all(each["title"]["en"] and each["status"] for each in listed)
    assert "missed-bin" in said(capsys, "list")


@pytest.mark.django_db(transaction=True)
def test_the_list_names_what_is_published_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, "list", "--published", "--json")) == []
    publish(
        text=NUMBERS.replace("id: numbers", "id: numbers\nstatus: live"),
        by="post",
        at=datetime(2026, 11, 22, tzinfo=UTC),
    )
    (listed,) = json.loads(said(capsys, "list", "--published", "--json"))
    assert (listed["id"], listed["status"], listed["title"]) == ("numbers", "live", {"en": "Numbers"})


def test_an_id_means_what_is_published_and_what_is_shipped_where_it_is_not(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("render", "missed-bin", "--channel", "phone", "-o", "script.txt")
    said(capsys, *words)
    assert (folder / "script.txt").read_text(encoding="utf-8").startswith("Report a missed bin")
    shipped = (SERVICES / "missed-bin.yaml").read_text(encoding="utf-8")
    published = shipped.replace("{en: Report a missed bin", "{en: Say that a bin was missed")
    publish(text=published, by="post", at=datetime(2026, 11, 22, tzinfo=UTC))
    said(capsys, *words)
    assert (folder / "script.txt").read_text(encoding="utf-8").startswith("Say that a bin was missed")
    publish(
        text=published.replace("status: live", "status: withdrawn"), by="post", at=datetime(2026, 11, 23, tzinfo=UTC)
    )
    said(capsys, *words)
    assert (folder / "script.txt").read_text(encoding="utf-8").startswith("Report a missed bin")


def test_what_is_published_only_can_be_walked_by_its_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    publish(text=NUMBERS.replace("id: numbers", "id: figures"), by="post", at=datetime(2026, 11, 22, tzinfo=UTC))
    (folder / "exact.json").write_text('{"measure": 1, "day": "2026-01-05"}')
    found = walked(capsys, "figures", "--answers", "exact.json", "--channel", "paper", "--now", "2026-01-06")
    assert found["outcome"] == "noted"


# As a process of its own


def test_an_id_needs_no_database_and_makes_none(folder: Path) -> None:
    data = folder / "data"
    program = "import sys; from guildhall.serve.command import services; sys.exit(services(sys.argv[1:]))"
    words = ("walk", "missed-bin", "--answers", "bin.json", "--channel", "paper")
    for more in (
        {"GUILDHALL_DATA": str(data)},
        {"GUILDHALL_DATABASE_URL": "oracle://there/it", "GUILDHALL_DATA": str(data)},
    ):
        environ = {
            name: value for name, value in os.environ.items() if name[:9] != "GUILDHALL" and "DJANGO" not in name
        }
        done = subprocess.run(
            [sys.executable, "-c", program, *words], env=environ | more, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert '"outcome": null' in done.stdout
    assert not list(data.glob("*.sqlite3*"))


@pytest.mark.parametrize(
    "words", [("list",), ("schema",), ("walk", "missed-bin", "--answers", "bin.json", "--channel", "web")]
)
@pytest.mark.parametrize(
    "reader", ["exec >&-; exec {0}", "{0} | true; exit ${{PIPESTATUS[0]}}", "exec {0} > /dev/full"]
)
def test_output_that_nobody_can_read_ends_with_one_line_at_most(
    words: tuple[str, ...], reader: str, folder: Path
) -> None:
    guildhall = Path(sys.executable).with_name("guildhall")
    environ = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    done = subprocess.run(
        ["bash", "-c", reader.format(f"{guildhall} services {' '.join(words)}")],
        env=environ | {"GUILDHALL_DATA": str(folder / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in {0, 2}
    assert len(done.stderr.splitlines()) == done.returncode // 2


def test_listing_importing_and_walking_a_file_start_no_django(folder: Path) -> None:
    program = (
        "import sys; from guildhall.serve.command import services\n"
        "services(['list'])\n"
        "assert 'pydantic' not in sys.modules, 'a list needs no model'\n"
        f"services(['import', {str(OWN / 'helo.json')!r}, '--from', 'xgov', '-o', 'out.yaml'])\n"
        "services(['walk', 'numbers.yaml', '--answers', 'bin.json', '--channel', 'paper'])\n"
        "assert 'django' not in sys.modules, 'django was loaded'\n"
    )
    environ = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


# Words that are no command


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("fly",),
        ("walk", "missed-bin", "--channel", "web"),
        ("walk", "missed-bin", "--answers", "bin.json", "--channel", "fax"),
        ("walk", "missed-bin", "--answers", "bin.json", "--channel", "web", "--actor", "cat"),
        ("import", "x.json", "-o", "y.yaml"),
        ("list", "--loud"),
    ],
)
def test_words_that_are_no_command_are_refused_in_one_line(
    words: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert len(refused(capsys, *words)) == 1
