"""The real settings, in a folder of their own and with static files that need no gathering."""

import os
import tempfile

os.environ["MAATWERK_HOME"] = os.environ.get("MAATWERK_TEST_HOME") or tempfile.mkdtemp(prefix="maatwerk-test-")
os.environ["MAATWERK_SECRET_KEY"] = "only for tests"
os.environ["MAATWERK_LOG_KEY"] = "also only for tests"

from maatwerk.site.settings import *  # noqa: F403
from maatwerk.site.settings import STATIC_ROOT, STORAGES, TEMPLATES

STATIC_ROOT.mkdir(parents=True, exist_ok=True)
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", "hulp.veenrode.example"]
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; nothing here has to stay secret


class Undefined(str):
    """Stands where a template names a variable that does not exist; showing it is an error."""

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return True  # Django then asks us to fill in the name, with `%`

    def __mod__(self, name: object) -> str:
        raise NameError(f"a template uses an undefined variable: {name}")


TEMPLATES = [TEMPLATES[0] | {"OPTIONS": TEMPLATES[0]["OPTIONS"] | {"string_if_invalid": Undefined("%s")}}]
