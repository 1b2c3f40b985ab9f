"""An errand knows when its worker was last woken."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0003_files_messages_and_jobs'),
    ]

    operations = [
        migrations.AddField(
            model_name='errand',
            name='woken_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
