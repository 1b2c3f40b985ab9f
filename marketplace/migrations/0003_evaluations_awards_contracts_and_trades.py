"""Evaluations, draws, awards, contracts and trades."""

from decimal import Decimal

import django.db.models.deletion
import djmoney.models.fields
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

import marketplace.awards.models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0003_files_messages_and_jobs'),
        ('marketplace', '0002_papers_of_needs_and_certificates'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('announced', '待抽取'), ('held', '已抽取')], default='announced', max_length=30, verbose_name='状态')),
                ('announced_at', models.DateTimeField(verbose_name='公告时间')),
                ('drawn_at', models.DateTimeField(verbose_name='公开号码产生时间')),
                ('record', models.JSONField(verbose_name='抽取记录')),
                ('public_number', models.CharField(blank=True, max_length=100, verbose_name='公开号码')),
                ('need', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='draw', to='marketplace.need', verbose_name='采购需求')),
                ('recorded_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '公开抽取',
                'verbose_name_plural': '公开抽取',
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(max_length=30, verbose_name='结果')),
                ('result', models.JSONField(verbose_name='评选结果')),
                ('evaluated_at', models.DateTimeField(verbose_name='评选时间')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='marketplace.need', verbose_name='采购需求')),
                ('winner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.party', verbose_name='拟中选机构')),
            ],
            options={
                'verbose_name': '评选',
                'verbose_name_plural': '评选',
                'ordering': ['need', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Award',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('standing', '已中选'), ('signed', '已签约'), ('given_up', '已弃选')], default='standing', max_length=30, verbose_name='状态')),
                ('ceiling_currency', djmoney.models.fields.CurrencyField(choices=[('CNY', 'CNY')], default='CNY', editable=False, max_length=3)),
                ('ceiling', djmoney.models.fields.MoneyField(currency_choices=[('CNY', 'CNY')], decimal_places=2, max_digits=16, verbose_name='最高限价')),
                ('price_currency', djmoney.models.fields.CurrencyField(choices=[('CNY', 'CNY')], default='CNY', editable=False, max_length=3)),
                ('price', djmoney.models.fields.MoneyField(currency_choices=[('CNY', 'CNY')], decimal_places=2, max_digits=16, verbose_name='中选价')),
                ('code', models.CharField(default=marketplace.awards.models.new_code, max_length=12, unique=True, verbose_name='验证码')),
                ('awarded_at', models.DateTimeField(verbose_name='确定时间')),
                ('ended_reason', models.CharField(blank=True, max_length=300, verbose_name='弃选理由')),
                ('awarded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('bid', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='marketplace.openedbid')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='marketplace.need', verbose_name='采购需求')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='awards', to='kernel.party', verbose_name='中选机构')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='marketplace.evaluation')),
            ],
            options={
                'verbose_name': '中选结果',
                'verbose_name_plural': '中选结果',
            },
        ),
        migrations.CreateModel(
            name='PriceJudgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_accepted', models.BooleanField(verbose_name='理由成立')),
                ('grounds', models.CharField(max_length=500, verbose_name='审查意见')),
                ('judged_at', models.DateTimeField()),
                ('judged_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='price_judgements', to='marketplace.need')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.party')),
            ],
        ),
        migrations.CreateModel(
            name='TradeRecord',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('construction', '建设工程招标'), ('government_procurement', '政府采购'), ('property_rights', '产权交易'), ('rural_property_rights', '农村产权'), ('land', '土地交易'), ('other', '其他交易')], max_length=30, verbose_name='交易类别')),
                ('name', models.CharField(max_length=200, verbose_name='项目名称')),
                ('base_currency', djmoney.models.fields.CurrencyField(choices=[('CNY', 'CNY')], default='CNY', editable=False, max_length=3)),
                ('base', djmoney.models.fields.MoneyField(currency_choices=[('CNY', 'CNY')], decimal_places=2, max_digits=16, verbose_name='最高限价或底价')),
                ('deal_currency', djmoney.models.fields.CurrencyField(choices=[('CNY', 'CNY')], default='CNY', editable=False, max_length=3)),
                ('deal', djmoney.models.fields.MoneyField(currency_choices=[('CNY', 'CNY')], decimal_places=2, max_digits=16, verbose_name='成交价')),
                ('area_m2', models.DecimalField(blank=True, decimal_places=2, max_digits=14, null=True, verbose_name='面积（平方米）')),
                ('closed_on', models.DateField(verbose_name='成交日期')),
                ('entered_at', models.DateTimeField()),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '交易记录',
                'verbose_name_plural': '交易记录',
            },
        ),
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('filed', '已备案'), ('delivered', '已验收')], default='filed', max_length=30, verbose_name='状态')),
                ('amount_currency', djmoney.models.fields.CurrencyField(choices=[('CNY', 'CNY')], default='CNY', editable=False, max_length=3)),
                ('amount', djmoney.models.fields.MoneyField(currency_choices=[('CNY', 'CNY')], decimal_places=2, max_digits=16, verbose_name='合同金额')),
                ('ceiling_currency', djmoney.models.fields.CurrencyField(choices=[('CNY', 'CNY')], default='CNY', editable=False, max_length=3)),
                ('ceiling', djmoney.models.fields.MoneyField(currency_choices=[('CNY', 'CNY')], decimal_places=2, max_digits=16, verbose_name='最高限价')),
                ('signed_on', models.DateField(verbose_name='签订日期')),
                ('filed_at', models.DateTimeField(verbose_name='备案时间')),
                ('award', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='contract', to='marketplace.award', verbose_name='中选结果')),
                ('document', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile', verbose_name='合同文本')),
                ('filed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('procurement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='contract', to='marketplace.procurement', verbose_name='采购项目')),
            ],
            options={
                'verbose_name': '合同',
                'verbose_name_plural': '合同',
                'indexes': [models.Index(fields=['filed_at'], name='contracts_by_filing')],
                'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0), ('amount__lte', models.F('ceiling'))), name='a_contract_is_within_its_ceiling')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='evaluation_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d4e1c97ccce47c0020e7a0c6cf674599570e3241', operation='UPDATE OR DELETE', pgid='pgtrigger_evaluation_append_only_50d27', table='marketplace_evaluation', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='evaluation_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only table: TRUNCATE is refused';", hash='3d8ee20175f4cba57c2c716936d8150ffafcec69', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_evaluation_no_truncate_0c6f4', table='marketplace_evaluation', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='award',
            index=models.Index(fields=['-awarded_at'], name='awards_newest_first'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'given_up'), _negated=True), fields=('need',), name='one_award_per_need'),
        ),
        migrations.AddConstraint(
            model_name='award',
            constraint=models.CheckConstraint(condition=models.Q(('price__gt', 0), ('price__lte', models.F('ceiling'))), name='an_award_is_within_its_ceiling'),
        ),
        migrations.AddConstraint(
            model_name='pricejudgement',
            constraint=models.UniqueConstraint(fields=('need', 'party'), name='a_low_price_is_judged_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pricejudgement',
            trigger=pgtrigger.compiler.Trigger(name='price_judgement_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='10612946445e810c35c0feb4cd73f78120f0219d', operation='UPDATE OR DELETE', pgid='pgtrigger_price_judgement_append_only_70e2d', table='marketplace_pricejudgement', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pricejudgement',
            trigger=pgtrigger.compiler.Trigger(name='price_judgement_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only table: TRUNCATE is refused';", hash='cb9f49bddff96c4e7557bee2cc46290d9b90300b', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_price_judgement_no_truncate_261c9', table='marketplace_pricejudgement', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='traderecord',
            index=models.Index(fields=['kind', 'closed_on'], name='trades_by_kind_and_day'),
        ),
        migrations.AddConstraint(
            model_name='traderecord',
            constraint=models.UniqueConstraint(fields=('kind', 'name', 'closed_on'), name='a_trade_is_entered_once'),
        ),
        migrations.AddConstraint(
            model_name='traderecord',
            constraint=models.CheckConstraint(condition=models.Q(('base__gt', 0), ('deal__gt', 0)), name='trades_have_prices'),
        ),
        migrations.AddConstraint(
            model_name='traderecord',
            constraint=models.CheckConstraint(condition=models.Q(('area_m2', None), ('area_m2__gt', Decimal('0')), _connector='OR'), name='an_area_is_positive'),
        ),
    ]
