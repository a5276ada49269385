"""`python -m setup TARGET`: called by make."""

import os
import sys

from setup import environment, pagestyles, trials
from setup.stop import ROOT, stop


def main(target: str) -> None:
    """Do what this make target asks."""
    os.chdir(ROOT)
    match target:
        case "setup":
            environment.for_running()
            pagestyles.ready()
        case "run":
            environment.for_running()
            pagestyles.ready()
            _become("guildhall", "run")
        case "check" | "test" | "test-all" | "bench":
            environment.for_changing()
            pagestyles.ready()
            trial = {"check": trials.check, "test": trials.test, "bench": trials.bench}
            trial.get(target, trials.everything)()
        case "lock":
            environment.write_locks()
        case _:
            stop(f"There is no target {target}.")


def _become(program: str, *words: str) -> None:
    os.environ.setdefault("GUILDHALL_DEMO", "1")
    os.execv(environment.VENV / "bin" / program, [program, *words])


try:
    main(sys.argv[1])
except KeyboardInterrupt:
    raise SystemExit(130) from None
