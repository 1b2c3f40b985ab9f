"""The house as a Django app, listed last: it carries templates and translations, and puts the wiring in force."""

from importlib import import_module

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """App `house`."""

    name = "cms"
    label = "house"

    def ready(self) -> None:
        """Every other app is loaded: the Celery application and the wiring table are put in force."""
        import_module("cms.celery")
        import_module("cms.wiring").connect()
