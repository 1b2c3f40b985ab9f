"""What is no model: the view by which the ledger proves itself (`manage.py check_ledger` and the tests read it), and the
one row of the stop switch, off: claims lock it, so it must always be there."""

from django.db import migrations

CHECK = """
CREATE VIEW policies_ledger_check AS SELECT
  (SELECT coalesce(sum(balance_fen), 0) FROM policies_account) AS total,
  (SELECT count(*) FROM policies_account a WHERE balance_fen <>
     (SELECT coalesce(sum(delta_fen), 0) FROM policies_entry e WHERE e.account_id = a.id)) AS bad_fold,
  (SELECT count(*) FROM (
     SELECT t.id FROM policies_transfer t LEFT JOIN policies_entry e ON e.transfer_id = t.id GROUP BY t.id
     HAVING count(e.id) <> 2 OR sum(e.delta_fen) <> 0
         OR sum(e.delta_fen) FILTER (WHERE e.account_id = t.target_id) IS DISTINCT FROM t.amount_fen
         OR sum(e.delta_fen) FILTER (WHERE e.account_id = t.source_id) IS DISTINCT FROM -t.amount_fen) p) AS bad_pairs,
  (SELECT count(*) FROM (
     SELECT balance_after_fen - delta_fen AS before, version, row_number() OVER w AS place,
            lag(balance_after_fen, 1, 0::bigint) OVER w AS previous
       FROM policies_entry WINDOW w AS (PARTITION BY account_id ORDER BY version)) c
    WHERE before <> previous OR version <> place) AS bad_chain,
  (SELECT count(*) FROM policies_account
    WHERE balance_fen < 0 AND kind NOT IN ('appropriated', 'unexplained')) AS negative,
  (SELECT count(*) FROM policies_transfer r JOIN policies_transfer t ON t.id = r.reversal_of_id
    WHERE r.source_id <> t.target_id OR r.target_id <> t.source_id OR r.amount_fen <> t.amount_fen) AS bad_reversal;
"""


STOP_SWITCH = "INSERT INTO policies_stopswitch (id, is_on, reason) VALUES (1, false, '')"


class Migration(migrations.Migration):
    """Creates the view and the row."""

    dependencies = [("policies", "0001_from_a_clause_to_a_payment")]
    operations = [
        migrations.RunSQL(CHECK, "DROP VIEW policies_ledger_check"),
        migrations.RunSQL(STOP_SWITCH, "DELETE FROM policies_stopswitch"),
    ]
