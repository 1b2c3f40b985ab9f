"""What waits for a second person: accounts, persons, bodies whom a grant pays, statements, cancellations, rulings."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from cms.workbench.sources import Source
from marketplace.contracts.queries import rulings_waiting
from policies.disbursement.bringing import waiting_statements
from policies.disbursement.models import Payment
from policies.disbursement.states import PaymentState
from policies.grants.naming_persons import persons_to_verify
from policies.grants.payees import payees_to_confirm
from policies.registry.queries import accounts_to_verify, imports_with_accounts

ACCOUNTS: Final = Source(_("待核实的收款账户"), lambda _acting: accounts_to_verify(), "", "policies:gaps", "?of=verify")
FILED_ACCOUNTS: Final = Source(
    _("有账户待核实的部门文件"),
    lambda _acting: imports_with_accounts(),
    "imported_at",
    "policies:imports",
)
PERSONS: Final = Source(
    _("待核实的个人收款人"), lambda acting: persons_to_verify(acting.user), "given_at", "policies:persons"
)
PAYEES: Final = Source(
    _("待复核的其他受益人"), lambda acting: payees_to_confirm(acting.user), "named_at", "policies:decisions", "#payees"
)
BROUGHT: Final = Source(
    _("待确认的对账单"),
    lambda acting: waiting_statements().exclude(brought_by=acting.user),
    "brought_at",
    "policies:reconciliation",
)
CANCELLATIONS: Final = (
    Source(
        _("提请撤销的款项"),
        lambda _acting: Payment.objects.filter(state=PaymentState.DRAFTED, cancel_proposed_by__isnull=False),
        "drafted_at",
        "policies:payments",
        "?state=drafted",
    ),
    Source(
        _("提请撤销的退票款项"),
        lambda _acting: Payment.objects.filter(state=PaymentState.CORRECTING, cancel_proposed_by__isnull=False),
        "drafted_at",
        "policies:payments",
        "?state=correcting",
    ),
)
RULINGS: Final = Source(
    _("待复核的裁判文书"),
    lambda acting: rulings_waiting(acting.user),
    "proposed_at",
    "marketplace:contracts",
    "?ruling=waiting",
)
