"""The web application for a WSGI server."""

import logging
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maatwerk.site.settings")
application = get_wsgi_application()

# Content is loaded before the first visitor comes, and once: faults in it show at the start, not on a page.
from maatwerk.site.library import library  # noqa: E402 - Django has to be set up first
from maatwerk.site.registry import front_door  # noqa: E402 - Django has to be set up first

front_door()
for fault in library().faults:
    logging.getLogger("maatwerk.content").warning("left out: %s", fault)
