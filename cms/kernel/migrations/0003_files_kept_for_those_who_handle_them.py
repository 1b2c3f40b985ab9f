"""A file may be kept for the officers who handle it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0002_business_now_in_sql'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedfile',
            name='kept_for',
            field=models.CharField(blank=True, max_length=40, verbose_name='仅限办理人员查看'),
        ),
    ]
