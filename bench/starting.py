"""What a start, a waiting worker and a first view cost, on an empty council of its own."""

import gzip
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.serving import Server, served, show

GUILDHALL = Path(sys.executable).with_name("guildhall")
GZIP = b"\x1f\x8b"
PAGES = ("/en", "/cy")


def main() -> None:
    """Print each figure beside its goal."""
    with tempfile.TemporaryDirectory(prefix="guildhall-bench-") as folder:
        environ = os.environ | {"GUILDHALL_DATA": folder, "GUILDHALL_DEMO": "1"}
        environ.pop("GUILDHALL_DATABASE_URL", None)
        subprocess.run([GUILDHALL, "prepare"], env=environ, check=True, stdout=subprocess.DEVNULL)
        began = time.perf_counter()
        with served(environ | {"DJANGO_SETTINGS_MODULE": "guildhall.config.settings"}, workers=1) as server:
            server.answered(PAGES[0])
            show("cold start to the first answer", time.perf_counter() - began, "s", 2.0)
            for page in PAGES:
                show(f"first view of {page}, compressed", first_view(server, page) / 1000, "kB", 14.0)
            show("memory of a worker", memory(server.process.pid), "MB", 150.0)


def first_view(server: Server, path: str) -> int:
    """Bytes of a page and of everything that it fetches."""
    page = server.fetched(path)
    text = (gzip.decompress(page) if page.startswith(GZIP) else page).decode()
    fetches = re.findall(r'<(?:link rel="stylesheet"|script)[^>]*?(?:href|src)="([^"]+)"', text)
    return sum(len(server.fetched(each)) for each in fetches) + len(page)


def memory(pid: int) -> float:
    """Megabytes held by the largest of a server's processes."""
    listed = subprocess.run(["ps", "-A", "-o", "ppid=,pid=,rss="], capture_output=True, text=True, check=True)
    rows = [tuple(map(int, line.split())) for line in listed.stdout.splitlines()]
    return max(rss for parent, own, rss in rows if pid in (parent, own)) / 1024


main()
