"""Grants whose enterprise is being asked take the days of their decision."""

from django.db import migrations

FROM_DECISION = """
UPDATE policies_grant SET asked_at = d.decided_at, confirm_until = d.confirm_until
  FROM policies_decision d WHERE d.id = policies_grant.decision_id AND d.state = 'asking'
"""


class Migration(migrations.Migration):
    dependencies = [("policies", "0013_the_notice_may_come_first_and_silence_is_contacted")]

    operations = [migrations.RunSQL(FROM_DECISION, migrations.RunSQL.noop)]
