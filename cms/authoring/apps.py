"""The Django app `authoring`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuthoringConfig(AppConfig):
    """App `authoring`."""

    name = "cms.authoring"
    label = "authoring"
    verbose_name = _("规则编辑")
