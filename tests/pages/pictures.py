"""Photograph every page, narrow and wide, to look at: `python -m tests.pages.pictures FOLDER [-k WORDS]`.

The photographs are taken as tests are run, in a town of its own.
"""

import os
import sys
from pathlib import Path

import pytest

if __name__ == "__main__":
    os.environ["GUILDHALL_PICTURES"] = sys.argv[1]
    sys.exit(pytest.main(["-q", "--tb=line", str(Path(__file__).with_name("photographs.py")), *sys.argv[2:]]))
