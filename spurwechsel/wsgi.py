"""What the web server loads; in production it refuses to start unsafely."""

import os

import django
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spurwechsel.settings")
django.setup(set_prefix=False)

from spurwechsel.checks import refuse_unsafe_production  # noqa: E402 (needs the loaded models)

refuse_unsafe_production()
application = get_wsgi_application()
