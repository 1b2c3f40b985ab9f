"""The Django app `desk`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """App `desk`."""

    name = "cms.desk"
    label = "desk"
    verbose_name = _("后台登记")
