"""The one row of the stop switch, off: claims lock it, so it must always be there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("policies", "0006_payments_attempts_and_statements")]
    operations = [
        migrations.RunSQL(
            "INSERT INTO policies_stopswitch (id, is_on, reason) VALUES (1, false, '') ON CONFLICT DO NOTHING",
            "DELETE FROM policies_stopswitch",
        )
    ]
