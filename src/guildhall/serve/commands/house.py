"""Opens the house for the two commands that need it: pages have templates, and the printed form the council's own words."""

import os

import django
from django.apps import apps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guildhall.config.settings")
if not apps.ready:
    django.setup()
