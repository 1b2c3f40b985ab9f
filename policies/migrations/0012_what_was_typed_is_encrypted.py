"""What enterprises typed into applications is kept whole and encrypted; what stood in the clear is encrypted here."""

from django.db import migrations

import cms.kernel.secrets


def encrypt_what_stands(apps, schema_editor):
    """Every text typed before is the ciphertext of itself."""
    kept = cms.kernel.secrets.encrypt
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, text FROM policies_declaredfact")
        for pk, text in cursor.fetchall():
            sealed = kept(text, bound_to="policies_declaredfact.text")
            cursor.execute("UPDATE policies_declaredfact SET text = %s WHERE id = %s", [sealed, pk])


class Migration(migrations.Migration):
    dependencies = [
        ("policies", "0011_awards_told_once_by_others"),
    ]

    operations = [
        migrations.AlterField(
            model_name="declaredfact",
            name="text",
            field=cms.kernel.secrets.EncryptedTextField(verbose_name="填报内容"),
        ),
        migrations.RunPython(encrypt_what_stands, migrations.RunPython.noop, elidable=True),
    ]
