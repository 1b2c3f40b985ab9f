"""Instalments, budget lines by level, payments borne by several lines; what no UPDATE may do is judged row by row."""

import django.db.models.deletion
import django.db.models.expressions
import djmoney.models.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


ADDS_UP = """
CREATE FUNCTION policies_adds_up(sources jsonb, amount numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT sum((one ->> 1)::bigint) = amount * 100 AND bool_and((one ->> 1)::bigint > 0)
    FROM jsonb_array_elements(sources) AS one
$$
"""


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0002_business_now_in_sql'),
        ('policies', '0002_ledger_check_and_stop_switch'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(ADDS_UP, 'DROP FUNCTION policies_adds_up'),
        migrations.CreateModel(
            name='Instalment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('planned', '待到期'), ('carried', '已结转，待安排资金'), ('doubtful', '待部门核实'), ('due', '已到期'), ('stopped', '已停付')], default='planned', max_length=30, verbose_name='状态')),
                ('number', models.PositiveSmallIntegerField(verbose_name='期次')),
                ('amount_currency', djmoney.models.fields.CurrencyField(choices=[('CNY', 'CNY')], default='CNY', editable=False, max_length=3)),
                ('amount', djmoney.models.fields.MoneyField(currency_choices=[('CNY', 'CNY')], decimal_places=2, max_digits=16, verbose_name='金额')),
                ('sources', models.JSONField(default=list)),
                ('fiscal_year', models.PositiveSmallIntegerField(verbose_name='预算年度')),
                ('due_on', models.DateField(verbose_name='到期日')),
                ('clause', models.PositiveSmallIntegerField(null=True)),
                ('outcome', models.CharField(blank=True, max_length=10, verbose_name='到期核验')),
                ('checked_at', models.DateTimeField(null=True, verbose_name='核验时间')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='说明')),
            ],
            options={
                'verbose_name': '分期',
                'verbose_name_plural': '分期',
                'ordering': ['grant', 'number', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='NamedPayee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('who', models.CharField(max_length=60, verbose_name='规则中的受益人')),
                ('named_at', models.DateTimeField(verbose_name='登记时间')),
            ],
            options={
                'verbose_name': '其他受益人',
                'verbose_name_plural': '其他受益人',
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attempt',
            name='attempt_moves',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='payment',
            name='payment_moves',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='payment',
            name='payment_content_is_fixed',
        ),
        migrations.RemoveConstraint(
            model_name='budgetline',
            name='a_budget_code_is_used_once_a_year',
        ),
        migrations.AddField(
            model_name='break',
            name='clawback',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='breaks', to='policies.clawback', verbose_name='追缴事项'),
        ),
        migrations.AddField(
            model_name='budgetline',
            name='level',
            field=models.CharField(choices=[('county', '县级'), ('city', '市级'), ('province', '省级'), ('national', '中央')], default='county', max_length=10, verbose_name='资金层级'),
        ),
        migrations.AddField(
            model_name='grant',
            name='rank',
            field=models.PositiveIntegerField(null=True, verbose_name='名次'),
        ),
        migrations.AddField(
            model_name='payment',
            name='sources',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='break',
            name='remedy',
            field=models.CharField(blank=True, choices=[('noted', '仅作说明，无需调账'), ('unpaid', '认定未付，款项退回预留'), ('paid', '认定已付，按银行记录入账'), ('recovered', '错付款项已追回或冲正'), ('clawback', '认定为追缴事项的回款')], max_length=20, verbose_name='处理方式'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attempt',
            trigger=pgtrigger.compiler.Trigger(name='attempt_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (('accepted', 'manual_review'), ('accepted', 'settled'), ('accepted', 'unknown'), ('manual_review', 'rejected'), ('manual_review', 'settled'), ('queued', 'cancelled'), ('queued', 'submitting'), ('rejected', 'settled'), ('settled', 'returned'), ('submitting', 'accepted'), ('submitting', 'rejected'), ('submitting', 'settled'), ('submitting', 'unknown'), ('unknown', 'accepted'), ('unknown', 'manual_review'), ('unknown', 'rejected'), ('unknown', 'settled')))", func="RAISE EXCEPTION 'no move of this kind' USING ERRCODE = 'check_violation';", hash='af525a4f6503aa7a09549addbc3bca64d29d2f74', operation='UPDATE', pgid='pgtrigger_attempt_moves_1e971', table='policies_attempt', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='payment_moves', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN (('approved', 'drafted'), ('approved', 'frozen'), ('approved', 'released'), ('closed', 'frozen'), ('closed', 'returned'), ('correcting', 'drafted'), ('correcting', 'frozen'), ('drafted', 'cancelled'), ('drafted', 'frozen'), ('drafted', 'held'), ('drafted', 'locked'), ('failed', 'correcting'), ('failed', 'drafted'), ('failed', 'frozen'), ('frozen', 'failed'), ('frozen', 'held'), ('frozen', 'released'), ('frozen', 'returned'), ('frozen', 'settled'), ('held', 'drafted'), ('held', 'frozen'), ('locked', 'approved'), ('locked', 'drafted'), ('locked', 'frozen'), ('released', 'failed'), ('released', 'frozen'), ('released', 'held'), ('released', 'settled'), ('returned', 'correcting'), ('returned', 'frozen'), ('settled', 'closed'), ('settled', 'frozen'), ('settled', 'returned')))", func="RAISE EXCEPTION 'no move of this kind' USING ERRCODE = 'check_violation';", hash='b8f084254abf845993847569b366795a0869b507', operation='UPDATE', pgid='pgtrigger_payment_moves_b23c7', table='policies_payment', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='payment_content_is_fixed', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.state NOT IN ('drafted', 'correcting') AND (NEW.grant_id, NEW.instalment, NEW.payee_id, NEW.payee_name, NEW.account, NEW.bank_code, NEW.amount, NEW.purpose, NEW.line_id, NEW.sources) IS DISTINCT FROM (OLD.grant_id, OLD.instalment, OLD.payee_id, OLD.payee_name, OLD.account, OLD.bank_code, OLD.amount, OLD.purpose, OLD.line_id, OLD.sources))", func="RAISE EXCEPTION 'a locked payment is not changed' USING ERRCODE = 'check_violation';", hash='e758faa260be219af96ff1e49e6f14c45c07d90b', operation='UPDATE', pgid='pgtrigger_payment_content_is_fixed_4c3d3', table='policies_payment', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='budgetline',
            constraint=models.UniqueConstraint(fields=('fiscal_year', 'code', 'level'), name='a_budget_code_is_used_once_a_year_and_level'),
        ),
        migrations.AddConstraint(
            model_name='payment',
            constraint=models.CheckConstraint(condition=django.db.models.expressions.RawSQL("sources = '[]'::jsonb OR policies_adds_up(sources, amount)", (), output_field=models.BooleanField()), name='the_lines_of_a_payment_bear_all_of_it'),
        ),
        migrations.AddField(
            model_name='instalment',
            name='account',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policies.bankaccount'),
        ),
        migrations.AddField(
            model_name='instalment',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='instalment',
            name='grant',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='policies.grant', verbose_name='兑付事项'),
        ),
        migrations.AddField(
            model_name='instalment',
            name='payee',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instalments', to='kernel.party', verbose_name='收款单位'),
        ),
        migrations.AddField(
            model_name='namedpayee',
            name='enterprise',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policies.enterprise', verbose_name='收款单位'),
        ),
        migrations.AddField(
            model_name='namedpayee',
            name='named_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='namedpayee',
            name='policy',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='named_payees', to='policies.policy'),
        ),
        migrations.AddIndex(
            model_name='instalment',
            index=models.Index(condition=models.Q(('state__in', ['planned', 'carried'])), fields=['due_on'], name='instalments_to_fall_due'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.UniqueConstraint(fields=('grant', 'number', 'payee'), name='an_instalment_is_planned_once_a_payee'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='an_instalment_pays_something'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.CheckConstraint(condition=django.db.models.expressions.RawSQL("sources = '[]'::jsonb OR policies_adds_up(sources, amount)", (), output_field=models.BooleanField()), name='the_lines_of_an_instalment_bear_all_of_it'),
        ),
        migrations.AddConstraint(
            model_name='namedpayee',
            constraint=models.UniqueConstraint(fields=('policy', 'who'), name='a_payee_of_a_policy_is_named_once'),
        ),
    ]
