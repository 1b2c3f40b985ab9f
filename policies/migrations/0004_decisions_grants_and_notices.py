"""Decisions and grants; public notices and objections."""

import cms.kernel.secrets
import django.db.models.deletion
import djmoney.models.fields
import djmoney.money
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("kernel", "0003_files_messages_and_jobs"),
        ("policies", "0003_ledger_check"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asking", "企业确认中"),
                            ("fixed", "金额已核定"),
                            ("noticed", "公示中"),
                            ("finished", "公示结束"),
                            ("empty", "无可兑付对象"),
                        ],
                        default="asking",
                        max_length=30,
                        verbose_name="状态",
                    ),
                ),
                ("decided_at", models.DateTimeField(verbose_name="确认时间")),
                ("confirm_until", models.DateTimeField(verbose_name="企业确认截止")),
                (
                    "demand_currency",
                    djmoney.models.fields.CurrencyField(
                        choices=[("CNY", "CNY")], default="CNY", editable=False, max_length=3
                    ),
                ),
                (
                    "demand",
                    djmoney.models.fields.MoneyField(
                        currency_choices=[("CNY", "CNY")],
                        decimal_places=2,
                        default=djmoney.money.Money(0, "CNY"),
                        max_digits=16,
                        verbose_name="应兑金额合计",
                    ),
                ),
                (
                    "fixed_amount_currency",
                    djmoney.models.fields.CurrencyField(
                        choices=[("CNY", "CNY")], default="CNY", editable=False, max_length=3, null=True
                    ),
                ),
                (
                    "fixed_amount",
                    djmoney.models.fields.MoneyField(
                        currency_choices=[("CNY", "CNY")],
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        verbose_name="核定金额合计",
                    ),
                ),
                (
                    "budget_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="policies.budgetline",
                        verbose_name="预算项目",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="decisions", to="policies.matchrun"
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="policies.version",
                        verbose_name="政策版本",
                    ),
                ),
            ],
            options={
                "verbose_name": "兑付名单",
                "verbose_name_plural": "兑付名单",
            },
        ),
        migrations.CreateModel(
            name="Exclusion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reason", models.CharField(max_length=300, verbose_name="剔除理由")),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="exclusions", to="policies.decision"
                    ),
                ),
                (
                    "match",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="policies.match"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Grant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("decided", "待企业确认"),
                            ("confirmed", "企业已确认"),
                            ("fixed", "金额已核定"),
                            ("noticed", "公示中"),
                            ("contested", "异议处理中"),
                            ("ready", "待支付"),
                            ("paid", "已兑付"),
                            ("lapsed", "逾期放弃"),
                            ("withdrawn", "已撤销"),
                        ],
                        default="decided",
                        max_length=30,
                        verbose_name="状态",
                    ),
                ),
                ("scope_key", models.CharField(max_length=80)),
                ("period", models.CharField(blank=True, max_length=7, verbose_name="所属期")),
                (
                    "entitled_currency",
                    djmoney.models.fields.CurrencyField(
                        choices=[("CNY", "CNY")], default="CNY", editable=False, max_length=3
                    ),
                ),
                (
                    "entitled",
                    djmoney.models.fields.MoneyField(
                        currency_choices=[("CNY", "CNY")], decimal_places=2, max_digits=16, verbose_name="应兑金额"
                    ),
                ),
                (
                    "amount_currency",
                    djmoney.models.fields.CurrencyField(
                        choices=[("CNY", "CNY")], default="CNY", editable=False, max_length=3, null=True
                    ),
                ),
                (
                    "amount",
                    djmoney.models.fields.MoneyField(
                        currency_choices=[("CNY", "CNY")],
                        decimal_places=2,
                        max_digits=16,
                        null=True,
                        verbose_name="核定金额",
                    ),
                ),
                (
                    "confirmed_scale",
                    models.CharField(
                        blank=True,
                        choices=[("L", "大型"), ("M", "中型"), ("S", "小型"), ("Micro", "微型")],
                        max_length=5,
                        verbose_name="确认划型",
                    ),
                ),
                ("confirmed_at", models.DateTimeField(null=True, verbose_name="确认时间")),
                ("ended_reason", models.CharField(blank=True, max_length=300, verbose_name="终止原因")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="policies.bankaccount",
                        verbose_name="收款账户",
                    ),
                ),
                (
                    "budget_line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="policies.budgetline"
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="policies.decision"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="policies.enterprise",
                        verbose_name="企业",
                    ),
                ),
                (
                    "match",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grant", to="policies.match"
                    ),
                ),
                (
                    "policy",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="grants",
                        to="policies.policy",
                        verbose_name="政策",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="grants", to="policies.version"
                    ),
                ),
            ],
            options={
                "verbose_name": "兑付事项",
                "verbose_name_plural": "兑付事项",
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "公示中"), ("closed", "公示结束")],
                        default="open",
                        max_length=30,
                        verbose_name="状态",
                    ),
                ),
                ("opens_on", models.DateField(verbose_name="公示开始")),
                ("last_day", models.DateField(verbose_name="公示截止")),
                ("closes_at", models.DateTimeField(verbose_name="截止时间")),
                (
                    "decision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notice", to="policies.decision"
                    ),
                ),
            ],
            options={
                "verbose_name": "公示",
                "verbose_name_plural": "公示",
            },
        ),
        migrations.CreateModel(
            name="NoticeLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, verbose_name="企业名称")),
                (
                    "amount_currency",
                    djmoney.models.fields.CurrencyField(
                        choices=[("CNY", "CNY")], default="CNY", editable=False, max_length=3
                    ),
                ),
                (
                    "amount",
                    djmoney.models.fields.MoneyField(
                        currency_choices=[("CNY", "CNY")], decimal_places=2, max_digits=16, verbose_name="拟兑付金额"
                    ),
                ),
                (
                    "grant",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notice_line", to="policies.grant"
                    ),
                ),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="policies.notice"
                    ),
                ),
            ],
            options={
                "verbose_name": "公示明细",
            },
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("received", "待处理"), ("upheld", "异议成立"), ("rejected", "异议不成立")],
                        default="received",
                        max_length=30,
                        verbose_name="状态",
                    ),
                ),
                ("name", cms.kernel.secrets.EncryptedTextField(verbose_name="异议人")),
                ("contact", cms.kernel.secrets.EncryptedTextField(verbose_name="联系方式")),
                ("grounds", models.TextField(verbose_name="异议理由")),
                ("raised_at", models.DateTimeField(verbose_name="提出时间")),
                ("answer", models.TextField(blank=True, verbose_name="处理意见")),
                ("decided_at", models.DateTimeField(null=True, verbose_name="处理时间")),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "evidence",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kernel.storedfile"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="policies.noticeline"
                    ),
                ),
            ],
            options={
                "verbose_name": "异议",
                "verbose_name_plural": "异议",
            },
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["state", "confirm_until"], name="decisions_to_close"),
        ),
        migrations.AddConstraint(
            model_name="exclusion",
            constraint=models.UniqueConstraint(fields=("decision", "match"), name="a_match_is_left_out_once"),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["decision", "state"], name="grants_of_a_decision"),
        ),
        migrations.AddIndex(
            model_name="grant",
            index=models.Index(fields=["enterprise", "-id"], name="grants_of_an_enterprise"),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["lapsed", "withdrawn"]), _negated=True),
                fields=("policy", "scope_key", "period"),
                name="one_live_grant_per_benefit_scope_and_period",
            ),
        ),
        migrations.AddConstraint(
            model_name="grant",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state__in", ["fixed", "noticed", "contested", "ready", "paid"]), _negated=True),
                    models.Q(("account__isnull", False), ("amount__isnull", False)),
                    _connector="OR",
                ),
                name="what_is_shown_or_paid_has_an_amount_and_an_account",
            ),
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(fields=["state", "closes_at"], name="notices_to_close"),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noticeline",
            trigger=pgtrigger.compiler.Trigger(
                name="notice_line_append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="541f4ba2c869e06dbf631f29c1d90d2f49a8e444",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_notice_line_append_only_16bc5",
                    table="policies_noticeline",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="noticeline",
            trigger=pgtrigger.compiler.Trigger(
                name="notice_line_no_truncate",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'append-only table: TRUNCATE is refused';",
                    hash="561a0f964c26dde1eb73496756f8d147b52b9abd",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_notice_line_no_truncate_ad876",
                    table="policies_noticeline",
                    when="BEFORE",
                ),
            ),
        ),
    ]
