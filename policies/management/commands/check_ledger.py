"""`manage.py check_ledger`: prove the ledger, in itself and against what it is kept for, or end with code 1."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from policies.budgets.queries import ledger_faults, ledger_hash
from policies.disbursement.tallies import tally_faults


class Command(BaseCommand):
    """Sums to zero; every balance the fold of its entries; nothing negative but the contra accounts; every line holds
    what its grants and payments come to."""

    help = _("核验账本：借贷平衡、余额等于分录之和、除对应科目外无负数、各预算项目与兑付和支付事项一致")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints the ledger's fingerprint when it is sound. Raises CommandError with each fault and its count, and each
        line on which the ledger and the sum of things differ."""
        faults = [f"{fault}: {count}" for fault, count in ledger_faults().items()]
        faults += [f"{one.tallied}: {one}" for one in tally_faults()]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(_("账本无误 %(fingerprint)s") % {"fingerprint": ledger_hash()})
