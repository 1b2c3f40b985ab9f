"""The Django app `pages`."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    """App `pages`."""

    name = "cms.pages"
    label = "pages"
    verbose_name = _("公开网站")
