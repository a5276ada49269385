"""The commands for services: import, list, render and walk. Bad input ends with status 2 and plain lines."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client
from pypdf import PdfReader

from guildhall.catalogue import SERVICES
from guildhall.catalogue.importing import READERS
from guildhall.kernel.loading import load_service
from guildhall.kernel.model import Json
from guildhall.serve.command import CHANNELS, services
from guildhall.serve.editions import forget, publish

pytestmark = pytest.mark.django_db

OWN = Path(__file__).parents[1] / "fixtures" / "xgov"
SOURCE = Path(__file__).parents[2] / "src" / "guildhall" / "catalogue" / SERVICES
KINDS = " or ".join(READERS)
KEYS = {"outcome", "asked", "unasked", "case", "reasons", "errors"}
BIN = {
    "address": {"line1": "4 Mill Lane", "postcode": "ZZ1 2AB"},
    "bin": "general",
    "assisted": False,
    "name": "Vera Lind",
    "contact-by": "none",
}
MINIMAL = """
id: numbers
title: {en: Numbers}
channels: {web: {}, phone: {}, counter: {}, paper: {}, api: {}}
steps:
  - {id: measure, kind: decimal, label: {en: How much?}}
  - {id: day, kind: date, label: {en: When?}, notAfter: {today: true, plus: {workingDays: 2}}}
outcomes:
  - {id: noted, kind: submit, title: {en: Noted}}
"""


@pytest.fixture(autouse=True)
def a_council_of_its_own() -> None:
    forget()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "numbers.yaml").write_text(MINIMAL)
    (tmp_path / "bin.json").write_text(json.dumps(BIN))
    (tmp_path / "round.json").write_text(json.dumps({"last-collection": "2026-11-18"}))
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a command prints when all is well."""
    assert services(words) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    """The lines with which a command refuses."""
    assert services(words) == 2
    told = capsys.readouterr()
    assert told.out == ""
    lines = told.err.splitlines()
    assert all(line.startswith("guildhall: ") for line in lines)
    return [line.removeprefix("guildhall: ") for line in lines]


def walked(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Json]:
    found = json.loads(said(capsys, "walk", *words, "--json"))
    assert set(found) == KEYS
    return dict(found)


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
    assert [each["id"] for each in listed] == sorted(path.stem for path in SOURCE.glob("*.yaml"))
    assert all(each["title"]["en"] and each["status"] for each in listed)
    assert "missed-bin" in said(capsys, "list")


@pytest.mark.django_db(transaction=True)
def test_the_list_names_what_is_published_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(said(capsys, "list", "--published", "--json")) == []
    publish(
        text=MINIMAL.replace("id: numbers", "id: numbers\nstatus: live"),
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
    shipped = (SOURCE / "missed-bin.yaml").read_text(encoding="utf-8")
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
    publish(text=MINIMAL.replace("id: numbers", "id: figures"), by="post", at=datetime(2026, 11, 22, tzinfo=UTC))
    (folder / "exact.json").write_text('{"measure": 1, "day": "2026-01-05"}')
    found = walked(capsys, "figures", "--answers", "exact.json", "--channel", "paper", "--now", "2026-01-06")
    assert found["outcome"] == "noted"


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


# Walking


@pytest.mark.parametrize("channel", CHANNELS)
def test_a_walk_comes_out_alike_on_every_channel(
    channel: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    now = ("--facts", "round.json", "--now", "2026-11-18T17:30")
    found = walked(capsys, "missed-bin", "--answers", "bin.json", "--channel", channel, *now)
    assert (found["outcome"], found["case"], found["errors"], found["unasked"]) == ("reported", BIN, [], [])


def test_who_answers_counts_where_the_definition_says_so(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = (
        "missed-bin",
        "--answers",
        "bin.json",
        "--channel",
        "phone",
        "--facts",
        "round.json",
        "--now",
        "2026-11-18T11:00",
    )
    assert walked(capsys, *words)["outcome"] == "wait-for-the-round"
    assert walked(capsys, *words, "--actor", "staff")["outcome"] == "reported"


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize(
    "never", [{"mobile": "07700 900 982"}, {"mobile": "no number"}, {"collection-day": 7, "wings": [1]}]
)
def test_an_answer_to_a_step_that_never_became_relevant_is_an_error_on_no_channel(
    channel: str, never: dict[str, Json], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "more.json").write_text(json.dumps(never | BIN))
    now = ("--facts", "round.json", "--now", "2026-11-18T17:30")
    found = walked(capsys, "missed-bin", "--answers", "more.json", "--channel", channel, *now)
    assert (found["outcome"], found["case"], found["errors"]) == ("reported", BIN, [])
    assert sorted(found["unasked"]) == sorted(never)


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("answers", [{}, {"bin": "rocket", "address": BIN["address"]}])
def test_a_missing_or_refused_answer_is_an_error_and_no_case(
    channel: str, answers: dict[str, Json], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "some.json").write_text(json.dumps(answers))
    found = walked(capsys, "missed-bin", "--answers", "some.json", "--channel", channel)
    assert (found["outcome"], found["case"]) == (None, {})
    assert [each["code"] for each in found["errors"]] == ["not-an-option" if answers else "missing"]


def test_numbers_are_read_and_printed_exactly(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "exact.json").write_text('{"measure": 0.1000000000000000055, "day": "2026-12-29"}')
    words = ("walk", "numbers.yaml", "--answers", "exact.json", "--channel", "web", "--now", "2026-12-24")
    for more in ((), ("--json",)):
        assert "0.1000000000000000055" not in said(capsys, *words, *more)
    (folder / "exact.json").write_text('{"measure": 0.100000000000005, "day": "2026-12-29"}')
    for more in ((), ("--json",)):
        assert "0.100000000000005" in said(capsys, *words, *more)


def test_bank_holidays_count(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "exact.json").write_text('{"measure": 1, "day": "2026-12-30"}')
    words = ("numbers.yaml", "--answers", "exact.json", "--channel", "api", "--now")
    assert walked(capsys, *words, "2026-12-24")["outcome"] == "noted"
    assert [each["code"] for each in walked(capsys, *words, "2026-12-23")["errors"]] == ["too-late"]


def test_a_moment_without_a_zone_is_local(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ("missed-bin", "--answers", "bin.json", "--channel", "web", "--facts", "round.json", "--now")
    assert walked(capsys, *words, "2026-11-18T15:59")["outcome"] == "wait-for-the-round"
    assert walked(capsys, *words, "2026-11-18T16:01+00:00")["outcome"] == "reported"


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ("--answers list.json", 'list.json holds no answers: write an object, like {"name": "Vera"}'),
        ("--answers numbers.yaml", "numbers.yaml is not JSON"),
        ("--answers half.json", "half.json holds half a letter (a lone surrogate), which no text can hold"),
        ("--answers long.json", "long.json holds a number of more than 1,000 digits"),
        ("--answers deep.json", "deep.json is not JSON: this JSON is nested too deeply"),
        ("--answers twice.json", "twice.json is not JSON: a key is given twice"),
        ("--answers nan.json", "nan.json is not JSON: NaN is not JSON"),
        ("--answers bin.json --now soon", "soon is not a moment: write it like 2026-04-01T09:30"),
        ("--answers bin.json --facts list.json", 'list.json holds no facts: write an object, like {"name": "Vera"}'),
    ],
)
def test_what_cannot_be_walked_is_refused_in_one_line(
    words: str, line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "list.json").write_text("[1]")
    (folder / "half.json").write_text('{"name": "\\ud800"}')
    (folder / "long.json").write_text('{"name": 1e999999}')
    (folder / "deep.json").write_text("[" * 100_000)
    (folder / "twice.json").write_text('{"name": "Vera", "name": "Amir"}')
    (folder / "nan.json").write_text('{"name": NaN}')
    assert refused(capsys, "walk", "missed-bin", "--channel", "web", *words.split()) == [line]


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("no-such", "there is no service and no file called no-such"),
        (".", ". cannot be read: is a directory"),
        ("", "there is no service and no file called"),
    ],
)
def test_a_definition_that_is_not_there_is_refused_in_one_line(
    name: str, line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(capsys, "walk", name, "--answers", "bin.json", "--channel", "web") == [line]


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


def test_every_fault_of_an_unreadable_definition_stands_on_its_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "bad.yaml").write_text(
        "id: x\ntitle: {en: X}\nsteps:\n  - {id: a, kind: rocket}\n  - {id: b, kind: text}\ncolour: red\n"
    )
    lines = refused(capsys, "walk", "bad.yaml", "--answers", "bin.json", "--channel", "web")
    assert [line.partition(" ")[0] for line in sorted(lines)] == ["bad.yaml:4:", "bad.yaml:5:", "bad.yaml:6:"]


# Rendering


@pytest.mark.parametrize("channel", ["phone", "counter"])
@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("service", sorted(path.stem for path in SOURCE.glob("*.yaml")))
def test_a_script_says_every_question_of_a_service(
    service: str, channel: str, language: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "render", service, "--channel", channel, "--lang", language, "--at", "2026-11-22", "-o", "script.txt")
    script = (folder / "script.txt").read_text(encoding="utf-8")
    for step in load_service((SOURCE / f"{service}.yaml").read_text()).steps:
        assert (step.say or step.label)[language] in script


@pytest.mark.parametrize("language", ["en", "cy"])
def test_machines_are_told_the_same_as_the_council_serves(
    language: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "render", "missed-bin", "--channel", "api", "--lang", language, "-o", "openapi.json")
    rendered = json.loads((folder / "openapi.json").read_text(encoding="utf-8"))
    text = (SOURCE / "missed-bin.yaml").read_text(encoding="utf-8")
    publish(text=text, by="post", at=datetime(2026, 11, 22, tzinfo=UTC))
    served = Client().get("/api/v1/services/missed-bin/openapi.json", {"lang": language})
    assert rendered == json.loads(served.content)
    assert set(rendered["components"]["schemas"]["Answers"]["properties"]) == {
        each.id for each in load_service(text).steps
    }


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (
            ("missed-bin", "--channel", "phone", "--at", "soon", "-o", "x"),
            "soon is not a date: write it like 2026-04-01",
        ),
        (
            ("missed-bin", "--channel", "phone", "--lang", "fr", "-o", "x"),
            "missed-bin is not written in fr: it has en, cy",
        ),
        (
            ("missed-bin", "--channel", "phone", "-o", "no/such/place"),
            "no/such/place cannot be written: no such file or directory",
        ),
        (("missed-bin", "--channel", "phone", "-o", "."), ". cannot be written: is a directory"),
        (("web-only.yaml", "--channel", "phone", "-o", "x"), "w is not offered on phone"),
    ],
)
def test_what_cannot_be_rendered_is_refused_in_one_line(
    words: tuple[str, ...], line: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "web-only.yaml").write_text("{id: w, title: {en: W}, channels: {web: {}}}")
    assert refused(capsys, "render", *words) == [line]


@pytest.mark.parametrize("now", ["0001-01-01T00:00", "9999-12-31T23:59", "2026-11-18"])
def test_the_first_and_the_last_day_of_the_calendar_are_days_too(
    now: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert walked(capsys, "missed-bin", "--answers", "bin.json", "--channel", "web", "--now", now)["outcome"] is None


def test_the_web_pages_stand_in_one_file_in_order_with_every_field(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "render", "missed-bin", "--channel", "web", "--lang", "cy", "-o", "pages.html")
    html = (folder / "pages.html").read_text(encoding="utf-8")
    service = load_service((SOURCE / "missed-bin.yaml").read_text())
    places = [html.index(f'id="page-question-{step.id}"') for step in service.steps]
    assert places == sorted(places)
    assert all(f'name="{step.id}' in html for step in service.steps)
    assert html.count("<html") == html.count("</main>") == 1
    assert 'lang="cy"' in html


def test_the_printed_form_is_a_pdf_with_every_question(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "render", "missed-bin", "--channel", "paper", "-o", "form.pdf")
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(folder / "form.pdf").pages).split())
    service = load_service((SOURCE / "missed-bin.yaml").read_text())
    assert all(step.label["en"] in text for step in service.steps)
