"""The Celery application: it only wakes errands; the errand table is the truth."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")

app = Celery("zhida")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["cms.kernel"], related_name="celery_tasks")
app.conf.beat_schedule = {"tick": {"task": "kernel.tick", "schedule": 5.0}}
