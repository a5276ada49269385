"""Promises about real forms that nobody here wrote: the faults they really have are found, and no others.

Every finding below was looked up in the form itself. A form that is not named has no fault in its ways or tables.
"""

import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from guildhall.catalogue.importing import ARCHIVES, READERS
from guildhall.kernel.gate import path, table
from guildhall.kernel.gate.examined import Examined
from guildhall.kernel.gate.finding import Finding
from guildhall.kernel.service import Service

AT = datetime(2026, 11, 18, 11, tzinfo=ZoneInfo("Europe/London"))
SHARED = Path(__file__).parents[3] / "shared" / "data" / "forms"
SOURCES = {
    "xgov": [*sorted(SHARED.glob("ukhsa/*.json")), *sorted(SHARED.glob("mhclg/**/*.json"))],
    "defra": sorted(SHARED.glob("defra/*.yaml")),
    "open-forms": sorted(SHARED.glob("open-forms/*.zip")),
    "smart-answers": sorted(SHARED.glob("smart-answers/*-flow.json")),
}
FORMS = [(kind, file) for kind, files in SOURCES.items() for file in files]
if not FORMS:
    sys.stderr.write("The shared forms are not here: the gate is not tried on real ones.\n")

Fault = tuple[str, str | None]
"""A finding's id, and the page of the form it is on, or what it is about where it is on none."""

FAULTS: dict[str, set[Fault]] = {
    "hsra-rp-eligibility.json": {
        ("path.missing-page", "/which-grant-are-you-applying-for"),
        ("path.missing-step", "QHGUAo"),
        ("path.always-false", "/which-grant-are-you-applying-for"),
        ("path.dead-end", "/not-eliglible/not-england-local-authority"),
        ("path.dead-end", "/not-eligible/property-vacant-long-duration"),
        ("path.dead-end", "/not-eligible/lower-vacancy-rate"),
        ("path.dead-end", "/you-cannot-apply-for-this-funding"),
    },
    "lpdf-r1-eligibility.json": {
        ("path.dead-end", "/not-eligible/regulation-19-stage"),
        ("path.dead-end", "/not-eligible/local-housing-need-figure-be-25"),
        ("path.dead-end", "/not-eligible/anticipate-submitting-your-plan"),
        ("path.dead-end", "/not-eligible/agree-to-collaborate-with-MHCLG"),
        ("path.dead-end", "/not-eligible/commit-to-respond-to-MHCLG"),
        ("path.dead-end", "/you-cannot-apply-for-this-funding"),
        ("path.dead-end", "/not-eligible/you-cannot-apply-for-this-funding-LQRNvm"),
        ("path.dead-end", "/not-eligible/revise-your-plan-to-reflect-the-revised-NPPF"),
    },
    "ukhsa-ReportAnOutbreak.json": {
        ("path.dead-end", "/service-not-available"),
        ("path.dead-end", "/ari-confirmed-cases-setting"),
    },
    "ukhsa-kls-training-request.json": {
        ("path.unreachable-page", "/about-you-laph-summary"),
        ("path.dead-end", "/please-contact-us-via-email"),
    },
    "ukhsa-order-a-radon-home-test-kit.json": {
        ("path.missing-page", "/correct-report-address"),
        ("path.missing-page", "/no-addresses-found"),
        ("path.unreachable-page", "/enter-report-address"),
        ("path.unreachable-page", "/cannot-find-address"),
        ("path.empty-bounds", "/select-report-address"),
        ("path.dead-end", "/you-may-be-eligible-for-a-free-test"),
    },
    "payment-v2-test.yaml": {
        ("table.overlap", "fishingPermitPayment"),
        ("table.no-decision", "fishingPermitPayment"),
    },
}


def faults(kind: str, file: Path) -> list[Finding]:
    """What blocks in the ways and tables of an imported form."""
    form = BytesIO(file.read_bytes()) if kind in ARCHIVES else file.read_text(encoding="utf-8")
    service = Service.model_validate(READERS[kind](form, service=file.stem).definition)
    examined = Examined(service, AT)
    found = [*path.findings(examined), *table.findings(examined)]
    return [each for each in found if each.severity == "blocks"]


@pytest.mark.parametrize(("kind", "file"), FORMS, ids=lambda part: part.stem if isinstance(part, Path) else part)
def test_the_faults_a_real_form_has_are_found_and_no_others(kind: str, file: Path) -> None:
    found = faults(kind, file)
    assert {(each.id, each.page or each.step) for each in found} == FAULTS.get(file.name, set())
    for each in found:
        named = each.id in {"path.missing-page", "path.missing-step", "path.unreachable-page", "table.no-decision"}
        assert each.counterexample is not None or named


def test_a_link_to_nowhere_is_named_though_nobody_comes_to_it() -> None:
    for file in (each for each in SOURCES["xgov"] if each.name == "hsra-rp-eligibility.json"):
        told = next(each for each in faults("xgov", file) if each.id == "path.missing-page")
        assert "not-eligible-not-a-planning-authority" in told.message


def test_two_of_eighteen_fishing_permits_match_two_prices() -> None:
    for file in (each for each in SOURCES["defra"] if each.name == "payment-v2-test.yaml"):
        told = [each for each in faults("defra", file) if each.id == "table.overlap"]
        assert told
        assert all(" (2 of 18: " in each.message for each in told)
