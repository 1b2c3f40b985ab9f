"""Whether the ledger says of every line what its grants and payments say: the books prove more than themselves.

The ledger's own check finds books that do not add up. This one finds books that add up and are wrong: a reservation
that belongs to no grant, a payment in flight of which the ledger knows nothing.
"""

from typing import Final, NamedTuple

from django.db import connection
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.kernel.display import amount_text
from cms.kernel.money import from_fen
from policies.budgets.models import BudgetLine
from policies.disbursement.states import LIVE, ON_THE_WIRE
from policies.grants.states import DEAD, HOLDS_MONEY


class Tallied(TextChoices):
    """What is compared, on a budget line or, for money that came back or is in suspense, of one thing."""

    RESERVED = "reserved", gettext_lazy("已预留")  # grants without a payment yet, and payments that were not sent
    IN_FLIGHT = "in_flight", gettext_lazy("支付中")  # payments of which the bank's word is not final
    PAID = "paid", gettext_lazy("已支付")  # payments that were settled, less what came back of them
    RETURNED = "returned", gettext_lazy("已退票")  # payments that were returned and not reserved again
    RECOVERED = "recovered", gettext_lazy("已追回")  # demands for money back of one payment that were met
    SUSPENSE = "suspense", gettext_lazy("待查款项")  # open breaks about movements on one bank account


class TallyFault(NamedTuple):
    """Where the ledger and the sum of things differ: on which line (a payment, a bank account), and by how many fen."""

    tallied: Tallied
    where: str
    ledger_fen: int
    tallied_fen: int

    @property
    def difference_fen(self) -> int:
        """What the ledger holds too much; negative: too little."""
        return self.ledger_fen - self.tallied_fen

    def __str__(self) -> str:
        said = {
            "where": self.where,
            "tallied": self.tallied.label,
            "ledger": amount_text(from_fen(self.ledger_fen)),
            "things": amount_text(from_fen(self.tallied_fen)),
            "difference": amount_text(from_fen(self.difference_fen)),
        }
        return _("%(where)s %(tallied)s：账本 %(ledger)s 元，事项合计 %(things)s 元，相差 %(difference)s 元") % said


# Where the money of a payment stands follows from its attempts: the live one, else the last. What a returned one paid
# is reserved again once its account was corrected.
DIFFERENCES: Final = """
WITH attempt AS (
  SELECT DISTINCT ON (payment_id) id, payment_id, state FROM policies_attempt
   ORDER BY payment_id, (state = ANY(%(live)s)) DESC, number DESC
), standing AS (
  SELECT p.id, p.line_id, p.sources, (p.amount * 100)::bigint AS fen, CASE
           WHEN a.state = ANY(%(on_the_wire)s) THEN 'in_flight'
           WHEN a.state = 'settled' THEN 'paid'
           WHEN a.state = 'returned' AND (p.state = 'returned' OR p.state IN ('correcting', 'frozen') AND NOT EXISTS (
                  SELECT 1 FROM policies_transfer t WHERE t.about = 'payment:' || p.id AND t.kind = 'restore'
                     AND t.key LIKE 'attempt:' || a.id || ':restore%%')) THEN 'returned'
           ELSE 'reserved' END AS account
    FROM policies_payment p LEFT JOIN attempt a ON a.payment_id = p.id
   WHERE p.state <> 'cancelled'
), tally AS (
  SELECT g.budget_line_id AS line, 'reserved' AS account, (g.amount * 100)::bigint AS fen
    FROM policies_grant g
   WHERE g.amount IS NOT NULL AND g.state <> ALL(%(dead)s)
     AND NOT EXISTS (SELECT 1 FROM policies_instalment i WHERE i.grant_id = g.id)
     AND NOT EXISTS (SELECT 1 FROM policies_payment p WHERE p.grant_id = g.id)
  UNION ALL
  SELECT (s.one ->> 0)::bigint, 'reserved', (s.one ->> 1)::bigint
    FROM policies_instalment i JOIN policies_grant g ON g.id = i.grant_id
   CROSS JOIN LATERAL jsonb_array_elements(i.sources) AS s(one)
   WHERE i.state = ANY(%(holding)s) AND g.state <> ALL(%(dead)s)
     AND NOT EXISTS (SELECT 1 FROM policies_payment p WHERE p.grant_id = i.grant_id AND p.instalment = i.number
                        AND p.payee_id = i.payee_id AND p.is_personal = i.is_personal)
  UNION ALL
  SELECT line_id, account, fen FROM standing WHERE sources = '[]'::jsonb
  UNION ALL
  SELECT (s.one ->> 0)::bigint, account, (s.one ->> 1)::bigint
    FROM standing CROSS JOIN LATERAL jsonb_array_elements(sources) AS s(one)
  UNION ALL
  SELECT a.line_id, 'paid', -t.amount_fen FROM policies_transfer t JOIN policies_account a ON a.id = t.source_id
   WHERE t.kind IN ('recover', 'recover_late')
)
SELECT coalesce(l.kind, c.account), coalesce(l.line_id, c.line)::text, coalesce(l.balance_fen, 0)::bigint,
       coalesce(c.fen, 0)::bigint
  FROM (SELECT line_id, kind, balance_fen FROM policies_account
         WHERE line_id IS NOT NULL AND kind IN ('reserved', 'in_flight', 'paid', 'returned')) l
  FULL JOIN (SELECT line, account, sum(fen) AS fen FROM tally GROUP BY line, account) c
    ON c.line = l.line_id AND c.account = l.kind
 WHERE coalesce(l.balance_fen, 0) <> coalesce(c.fen, 0)
UNION ALL
SELECT 'recovered', coalesce(t.about, c.about), coalesce(t.fen, 0)::bigint, coalesce(c.fen, 0)::bigint
  FROM (SELECT about, sum(amount_fen) AS fen FROM policies_transfer WHERE kind IN ('recover', 'recover_late')
         GROUP BY about) t
  FULL JOIN (SELECT 'payment:' || payment_id AS about, sum(amount * 100) AS fen FROM policies_clawback
              WHERE state = 'recovered' GROUP BY payment_id) c ON c.about = t.about
 WHERE coalesce(t.fen, 0) <> coalesce(c.fen, 0)
UNION ALL
SELECT 'suspense', coalesce(a.bank_account, b.bank_account), coalesce(a.balance_fen, 0)::bigint,
       coalesce(b.fen, 0)::bigint
  FROM (SELECT bank_account, balance_fen FROM policies_account WHERE line_id IS NULL AND kind = 'suspense') a
  FULL JOIN (SELECT l.bank_account, sum(k.amount_fen) AS fen FROM policies_break k
               JOIN policies_statementline l ON l.id = k.line_id WHERE k.closed_at IS NULL GROUP BY l.bank_account) b
    ON b.bank_account = a.bank_account
 WHERE coalesce(a.balance_fen, 0) <> coalesce(b.fen, 0)
 ORDER BY 1, 2
"""


def tally_faults() -> list[TallyFault]:
    """Every line (payment, bank account) of which the ledger holds something else than its grants and payments come to.

    One statement, so that all is seen at the same moment.
    """
    asked = {
        "live": [state.value for state in LIVE],
        "on_the_wire": [state.value for state in ON_THE_WIRE],
        "dead": [state.value for state in DEAD],
        "holding": [state.value for state in HOLDS_MONEY],
    }
    with connection.cursor() as cursor:
        cursor.execute(DIFFERENCES, asked)
        rows = cursor.fetchall()
    on_lines = (Tallied.RESERVED, Tallied.IN_FLIGHT, Tallied.PAID, Tallied.RETURNED)
    names = {str(line.pk): str(line) for line in BudgetLine.objects.filter(pk__in=_ids(rows, on_lines))}
    return [
        TallyFault(Tallied(kind), names.get(where, where) if Tallied(kind) in on_lines else where, ledger, sum_of)
        for kind, where, ledger, sum_of in rows
    ]


def _ids(rows: list[tuple[str, str, int, int]], kinds: tuple[Tallied, ...]) -> list[int]:
    return [int(where) for kind, where, _ledger, _tallied in rows if Tallied(kind) in kinds]
