"""`manage.py recount_periods`: count running periods anew, after an upgrade brought the holidays of another year."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from cms.kernel.calendar import until
from cms.kernel.clock import business_today
from policies.applications.recounting import recount_applications
from policies.grants.recounting import recount_confirmations
from policies.notices.recounting import recount_notices


class Command(BaseCommand):
    """Days entered in the register do this by themselves; a new edition of the published tables does not."""

    help = _("升级节假日数据后，重新计算未届满的审核、补正、意见、确认和公示期限")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints how many applications, lists and notices have another end."""
        since = until(business_today())
        counts = {
            "applications": recount_applications(since=since),
            "lists": recount_confirmations(since=since),
            "notices": recount_notices(since=since),
        }
        self.stdout.write(_("已重新计算：申报件 %(applications)s 件，确认 %(lists)s 批，公示 %(notices)s 批") % counts)
