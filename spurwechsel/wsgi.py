"""What the web server loads; in production it refuses to start unsafely."""

import gc
import os

import django
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spurwechsel.settings")
django.setup(set_prefix=False)

from django.urls import get_resolver  # noqa: E402

from spurwechsel.checks import refuse_unsafe_production  # noqa: E402 (needs the loaded models)

refuse_unsafe_production()
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018  loads all pages before the first one is asked for
# What is loaded stays. Looking through 200,000 objects of it time and again would hold up a page by 0.1 s.
gc.collect()
gc.freeze()
