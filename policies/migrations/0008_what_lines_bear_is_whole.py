"""What lines bear together is whole: the function that judges it says no, never nothing, and judges all rows anew."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

ADDS_UP = """
CREATE OR REPLACE FUNCTION policies_adds_up(sources jsonb, amount numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN jsonb_typeof(sources) <> 'array' THEN false ELSE (
    SELECT coalesce(bool_and(fen > 0 AND fen = trunc(fen)) AND count(fen) = count(*) AND sum(fen) = amount * 100
                    AND count(DISTINCT line) = count(*), false)
      FROM (SELECT CASE WHEN is_pair AND jsonb_typeof(one -> 0) = 'number' THEN (one ->> 0)::numeric END AS line,
                   CASE WHEN is_pair AND jsonb_typeof(one -> 1) = 'number' THEN (one ->> 1)::numeric END AS fen
              FROM jsonb_array_elements(sources) AS one,
                   LATERAL (SELECT CASE WHEN jsonb_typeof(one) = 'array' THEN jsonb_array_length(one) = 2 END) AS p(is_pair)
           ) AS pairs) END
$$
"""
BEFORE = """
CREATE OR REPLACE FUNCTION policies_adds_up(sources jsonb, amount numeric) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT sum((one ->> 1)::bigint) = amount * 100 AND bool_and((one ->> 1)::bigint > 0)
    FROM jsonb_array_elements(sources) AS one
$$
"""
JUDGED_ANEW = """
ALTER TABLE {table} DROP CONSTRAINT {name},
  ADD CONSTRAINT {name} CHECK (sources = '[]'::jsonb OR policies_adds_up(sources, amount))
"""
CHECKS = (
    ("policies_payment", "the_lines_of_a_payment_bear_all_of_it"),
    ("policies_instalment", "the_lines_of_an_instalment_bear_all_of_it"),
)


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0004_messages_that_may_be_turned_off'),
        ('policies', '0007_a_move_writes_few_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(ADDS_UP, BEFORE),
        *(migrations.RunSQL(JUDGED_ANEW.format(table=t, name=n), migrations.RunSQL.noop) for t, n in CHECKS),
        pgtrigger.migrations.RemoveTrigger(
            model_name='payment',
            name='payment_content_is_fixed',
        ),
        migrations.RemoveConstraint(
            model_name='awardrecord',
            name='a_grant_becomes_one_award',
        ),
        migrations.AddField(
            model_name='instalment',
            name='facts',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='payment',
            name='redirected_by',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='payment',
            trigger=pgtrigger.compiler.Trigger(name='payment_content_is_fixed', sql=pgtrigger.compiler.UpsertTriggerSql(condition="WHEN (OLD.state NOT IN ('drafted', 'correcting', 'held') AND (NEW.grant_id, NEW.instalment, NEW.payee_id, NEW.payee_name, NEW.account, NEW.bank_code, NEW.amount, NEW.purpose, NEW.line_id, NEW.sources) IS DISTINCT FROM (OLD.grant_id, OLD.instalment, OLD.payee_id, OLD.payee_name, OLD.account, OLD.bank_code, OLD.amount, OLD.purpose, OLD.line_id, OLD.sources) OR OLD.state NOT IN ('drafted') AND (NEW.grant_id, NEW.instalment, NEW.payee_id, NEW.amount, NEW.purpose, NEW.line_id, NEW.sources) IS DISTINCT FROM (OLD.grant_id, OLD.instalment, OLD.payee_id, OLD.amount, OLD.purpose, OLD.line_id, OLD.sources))", func="RAISE EXCEPTION 'a locked payment is not changed' USING ERRCODE = 'check_violation';", hash='7ecf3d03b5b47d04a36c1dcbd5f43fdd18db0c6a', operation='UPDATE', pgid='pgtrigger_payment_content_is_fixed_4c3d3', table='policies_payment', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='awardrecord',
            constraint=models.UniqueConstraint(fields=('grant_id', 'awarded_on'), name='a_grant_becomes_one_award_a_day'),
        ),
        migrations.AddConstraint(
            model_name='instalment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['planned', 'doubtful', 'due']), _negated=True), models.Q(('sources', []), _negated=True), _connector='OR'), name='an_instalment_that_holds_money_names_its_lines'),
        ),
        migrations.AlterField(
            model_name='codechange',
            name='code_set',
            field=models.CharField(choices=[('GB/T 2260', '行政区划代码（GB/T 2260）'), ('GB/T 4754', '国民经济行业分类（GB/T 4754）'), ('CNAPS', '支付系统行号（CNAPS）')], max_length=20, verbose_name='代码集'),
        ),
        migrations.AlterField(
            model_name='codeedition',
            name='code_set',
            field=models.CharField(choices=[('GB/T 2260', '行政区划代码（GB/T 2260）'), ('GB/T 4754', '国民经济行业分类（GB/T 4754）'), ('CNAPS', '支付系统行号（CNAPS）')], max_length=20, verbose_name='代码集'),
        ),
    ]
