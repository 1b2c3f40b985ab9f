"""A file is received once for each data day."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('policies', '0008_a_run_keeps_the_hash_of_its_inputs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='factimport',
            name='a_file_is_received_once',
        ),
        migrations.AddConstraint(
            model_name='factimport',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'cancelled'), _negated=True), fields=('file_hash', 'as_of'), name='a_file_is_received_once'),
        ),
    ]
