"""`manage.py check_ledger`: prove the ledger, or name what is wrong and end with code 1."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from policies.budgets.queries import ledger_faults, ledger_hash


class Command(BaseCommand):
    """Sums to zero; every balance the fold of its entries; nothing negative but the contra accounts."""

    help = _("核验账本：借贷平衡、余额等于分录之和、除对应科目外无负数")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the ledger's fingerprint when it is sound. Raises CommandError with each fault and its count."""
        faults = ledger_faults()
        if faults:
            raise CommandError(", ".join(f"{fault}: {count}" for fault, count in faults.items()))
        self.stdout.write(_("账本无误 %(fingerprint)s") % {"fingerprint": ledger_hash()})
