"""The demo council's settings, with a data folder of the tests' own, gone when they end."""

import atexit
import shutil
import tempfile
from pathlib import Path

from guildhall.config.settings import *  # noqa: F403
from guildhall.config.settings import DATABASES

DATA = Path(tempfile.mkdtemp(prefix="guildhall-tests-"))
MEDIA_ROOT = DATA / "files"
MEASURED = DATA / "measured"
if "TEST" in DATABASES["default"]:
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "tests.sqlite3")}
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

DEMO = True
ALLOWED_HOSTS = ["localhost", "testserver"]
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # tests have many accounts
