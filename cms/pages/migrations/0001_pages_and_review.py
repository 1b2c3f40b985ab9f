"""Pages of the public site and their review."""
import django.core.validators
import django.db.models.deletion
import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('kernel', '0002_business_now_in_sql'),
        ('policies', '0001_from_a_clause_to_a_payment'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticleIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
            ],
            options={
                'verbose_name': '资讯栏目',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('title_en', models.CharField(blank=True, max_length=300, verbose_name='英文标题')),
                ('issued_on', models.DateField(verbose_name='发布日期')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1)], block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': '小标题', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'ol', 'ul', 'link', 'document-link'], 'icon': 'pilcrow', 'label': '段落'})}, verbose_name='正文')),
                ('body_en', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': '小标题', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'ol', 'ul', 'link', 'document-link'], 'icon': 'pilcrow', 'label': '段落'})}, verbose_name='正文（英文）')),
            ],
            options={
                'verbose_name': '资讯',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='DepartmentReview',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
            ],
            options={
                'verbose_name': '牵头部门审核',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='HomePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
            ],
            options={
                'verbose_name': '首页',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='PolicyIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
            ],
            options={
                'verbose_name': '政策库',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='FairCompetitionReview',
            fields=[
                ('task_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.task')),
                ('department', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.party', verbose_name='审查部门')),
            ],
            options={
                'verbose_name': '合法性与公平竞争审查',
            },
            bases=('wagtailcore.task',),
        ),
        migrations.CreateModel(
            name='PolicyPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('code', models.CharField(max_length=60, validators=[django.core.validators.RegexValidator('^[A-Za-z0-9][A-Za-z0-9-]*$', '政策编码由字母、数字和短横线组成。')], verbose_name='政策编码')),
                ('title_en', models.CharField(blank=True, max_length=300, verbose_name='英文名称')),
                ('summary', models.TextField(blank=True, max_length=400, verbose_name='一句话说明')),
                ('summary_en', models.TextField(blank=True, max_length=800, verbose_name='一句话说明（英文）')),
                ('body', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': '小标题', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'ol', 'ul', 'link', 'document-link'], 'icon': 'pilcrow', 'label': '段落'})}, verbose_name='政策正文')),
                ('body_en', wagtail.fields.StreamField([('heading', 0), ('paragraph', 1)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'title', 'label': '小标题', 'max_length': 120}), 1: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'ol', 'ul', 'link', 'document-link'], 'icon': 'pilcrow', 'label': '段落'})}, verbose_name='政策正文（英文）')),
                ('document_number', models.CharField(blank=True, max_length=100, verbose_name='文号')),
                ('contact', models.CharField(blank=True, max_length=100, verbose_name='咨询电话')),
                ('benefit_class', models.CharField(choices=[('relief', '减免'), ('subsidy', '奖补'), ('entitlement', '权益'), ('qualification', '资质')], default='subsidy', max_length=20, verbose_name='政策类型')),
                ('level', models.CharField(choices=[('nation', '国家级'), ('province', '省级'), ('city', '市级'), ('county', '县级')], default='county', max_length=20, verbose_name='政策层级')),
                ('channel', models.CharField(choices=[('no_application', '免申即享'), ('at_once', '即申即享'), ('within_days', '限时即享'), ('on_application', '申报')], default='no_application', max_length=20, verbose_name='兑现方式')),
                ('valid_from', models.DateField(verbose_name='生效日期')),
                ('last_day', models.DateField(blank=True, help_text='长期有效的留空。', null=True, verbose_name='有效期至')),
                ('online_at', models.DateTimeField(blank=True, help_text='审核通过后到时自动上线。', null=True, verbose_name='定时上线')),
                ('offline_at', models.DateTimeField(blank=True, null=True, verbose_name='定时下线')),
                ('notice_days', models.PositiveSmallIntegerField(default=7, verbose_name='公示天数')),
                ('notice_unit', models.CharField(choices=[('calendar', '自然日'), ('working', '工作日')], default='working', max_length=10, verbose_name='公示计日方式')),
                ('confirm_days', models.PositiveSmallIntegerField(default=15, verbose_name='确认期限（天）')),
                ('confirm_unit', models.CharField(choices=[('calendar', '自然日'), ('working', '工作日')], default='calendar', max_length=10, verbose_name='确认计日方式')),
                ('lapse_rule', models.CharField(choices=[('lapse', '视为自愿放弃'), ('proceed', '视为确认')], default='lapse', max_length=10, verbose_name='逾期未确认')),
                ('order', models.CharField(choices=[('confirm_first', '先确认后公示'), ('notice_first', '先公示后确认'), ('no_confirmation', '公示后直接兑付')], default='confirm_first', max_length=20, verbose_name='确认与公示顺序')),
                ('shortage_rule', models.CharField(blank=True, choices=[('first_come', '先到先得'), ('pro_rata', '按比例兑付'), ('carry_over', '结转下年'), ('ranked', '择优排序')], max_length=20, verbose_name='资金不足时')),
                ('exclusive_group', models.CharField(blank=True, max_length=60, verbose_name='互斥组')),
                ('once_per', models.CharField(choices=[('enterprise', '每家企业一次'), ('enterprise_period', '每家企业每期一次'), ('step', '每档一次'), ('project', '每个项目一次'), ('person', '每人一次')], default='enterprise_period', max_length=20, verbose_name='享受次数')),
                ('rule', models.JSONField(blank=True, null=True, verbose_name='兑现规则')),
                ('cases', models.JSONField(blank=True, default=list, verbose_name='案例')),
                ('budget_line', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='policies.budgetline', verbose_name='预算项目')),
                ('family', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='page', to='policies.policy', verbose_name='政策')),
                ('lead_department', models.ForeignKey(limit_choices_to={'is_department': True}, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.party', verbose_name='牵头部门')),
            ],
            options={
                'verbose_name': '政策页面',
                'verbose_name_plural': '政策页面',
            },
            bases=('wagtailcore.page',),
        ),
    ]
