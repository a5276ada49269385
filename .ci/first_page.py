"""Type `make run`, fetch the first page, stop."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request

PORT = os.environ.get("PORT", "8123")
ADDRESS = f"http://localhost:{PORT}/en"
PATIENCE = 15 * 60


def main() -> None:
    """End with 0 where the first page came, and the server stopped when told to."""
    began = time.monotonic()
    running = subprocess.Popen(["make", "run"], env=os.environ | {"PORT": PORT}, stdin=subprocess.DEVNULL)
    try:
        while running.poll() is None and time.monotonic() - began < PATIENCE:
            if size := first_page():
                print(f"{ADDRESS}: {size} bytes after {time.monotonic() - began:.1f} s", flush=True)
                return
        sys.exit(f"{ADDRESS} did not answer.")
    finally:
        running.terminate()
        running.wait(60)


def first_page() -> int:
    """The size of the first page; 0 while nobody answers. A page that is an error ends all."""
    try:
        with urllib.request.urlopen(ADDRESS, timeout=30) as page:
            return len(page.read())
    except urllib.error.HTTPError as error:
        sys.exit(f"{ADDRESS} answers {error.code}.")
    except OSError:
        time.sleep(0.2)
        return 0


main()
