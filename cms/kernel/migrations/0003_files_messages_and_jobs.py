"""Files, messages and jobs; a claim keeps its proof."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import cms.kernel.clock
import cms.kernel.files.models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0002_business_now_in_sql"),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="claimed_at",
            field=models.DateTimeField(default=cms.kernel.clock.business_now, verbose_name="申请时间"),
        ),
        migrations.AddField(
            model_name="membership",
            name="reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="说明"),
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200, verbose_name="任务")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "进行中"),
                            ("done", "已完成"),
                            ("failed", "失败"),
                            ("cancelled", "已取消"),
                        ],
                        default="running",
                        max_length=20,
                    ),
                ),
                ("total", models.PositiveBigIntegerField(default=0)),
                ("done", models.PositiveBigIntegerField(default=0)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("result_url", models.CharField(blank=True, max_length=300)),
                ("started_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "后台任务",
            },
        ),
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="文件名")),
                ("media_type", models.CharField(max_length=100, verbose_name="文件类型")),
                ("size", models.PositiveBigIntegerField(verbose_name="大小（字节）")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("content", models.FileField(max_length=200, upload_to=cms.kernel.files.models.path_by_hash)),
                ("is_public", models.BooleanField(default=False, verbose_name="公开")),
                ("stored_at", models.DateTimeField(auto_now_add=True)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="kernel.party",
                    ),
                ),
                (
                    "stored_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "文件",
            },
        ),
        migrations.AddField(
            model_name="membership",
            name="proof",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="kernel.storedfile",
                verbose_name="授权书",
            ),
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_text", models.CharField(max_length=200)),
                ("body_text", models.TextField()),
                ("params", models.JSONField(default=dict)),
                ("link", models.CharField(blank=True, max_length=300)),
                ("sent_at", models.DateTimeField(default=cms.kernel.clock.business_now, verbose_name="发送时间")),
                ("mailed_at", models.DateTimeField(blank=True, null=True)),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "party",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to="kernel.party",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["party", "-sent_at"], name="kernel_mess_party_i_df7cc5_idx"),
                    models.Index(fields=["user", "-sent_at"], name="kernel_mess_user_id_6bebb4_idx"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("user__isnull", False), ("party__isnull", False), _connector="XOR"),
                        name="a_message_goes_to_a_person_or_a_party",
                    )
                ],
            },
        ),
    ]
