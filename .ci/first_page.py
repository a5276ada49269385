"""Type `make run`, wait until it says where Guildhall is, fetch the first page, stop."""

import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterable

PORT = os.environ.get("PORT", "8123")
HERE = f"Guildhall is at http://localhost:{PORT}"
PAGE = f"http://localhost:{PORT}/en"
PATIENCE = 15 * 60
"""Seconds that a machine with nothing on it may take."""


def main() -> None:
    """End with 0 where the first page came, and the server stopped when told to."""
    began = time.monotonic()
    words = ["make", "run"]
    environ = os.environ | {"PORT": PORT}
    running = subprocess.Popen(words, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    patience = threading.Timer(PATIENCE, running.terminate)
    patience.start()
    try:
        if not running.stdout or not said(running.stdout):
            sys.exit(f"`make run` never said: {HERE}")
        with urllib.request.urlopen(PAGE, timeout=30) as page:
            print(f"{PAGE}: {len(page.read())} bytes after {time.monotonic() - began:.1f} s", flush=True)
    finally:
        patience.cancel()
        running.terminate()
        running.wait(60)


def said(lines: Iterable[str]) -> bool:
    """Pass on what is printed, up to the line that says where Guildhall is; whether it came."""
    for line in lines:
        print(line, end="", flush=True)
        if line.startswith(HERE):
            return True
    return False


main()
