"""The Django app `demo`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DemoConfig(AppConfig):
    """App `demo`."""

    name = "cms.demo"
    label = "demo"
    verbose_name = _("演示")
