"""People, the trail, the errands, files, messages, jobs, exports and working days."""

import cms.kernel.clock
import cms.kernel.files.models
import cms.kernel.people.models
import datetime as dt
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(unique=True, verbose_name='日期')),
                ('is_working', models.BooleanField(verbose_name='是否工作日')),
                ('reason', models.CharField(max_length=200, verbose_name='依据')),
            ],
            options={
                'ordering': ['day'],
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uscc', models.CharField(max_length=18, unique=True, validators=[cms.kernel.people.models.validate_uscc], verbose_name='统一社会信用代码')),
                ('name', models.CharField(max_length=200, verbose_name='单位名称')),
                ('short_name', models.CharField(blank=True, max_length=60, verbose_name='简称')),
                ('kind', models.CharField(choices=[('enterprise', '企业'), ('organ', '机关'), ('institution', '事业单位'), ('organisation', '社会组织'), ('sole_trader', '个体工商户')], default='enterprise', max_length=20, verbose_name='单位类型')),
                ('is_department', models.BooleanField(default=False, verbose_name='县直部门')),
            ],
            options={
                'verbose_name': '单位',
                'verbose_name_plural': '单位',
            },
        ),
        migrations.CreateModel(
            name='RefusedMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('boundary', models.CharField(max_length=60, verbose_name='来源')),
                ('reason', models.CharField(max_length=300, verbose_name='拒收原因')),
                ('body_hash', models.CharField(max_length=64)),
                ('body_size', models.PositiveIntegerField()),
                ('excerpt', models.TextField(blank=True)),
                ('received_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'triggers': [pgtrigger.compiler.Trigger(name='refused_message_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7b763bf9658611e2c62d8a4ed8abd97c8b43854c', operation='UPDATE OR DELETE', pgid='pgtrigger_refused_message_append_only_06e2a', table='kernel_refusedmessage', when='BEFORE')), pgtrigger.compiler.Trigger(name='refused_message_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only table: TRUNCATE is refused';", hash='9b77bb6cccc17b8ddd1b63fd807d37be61abfeab', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_refused_message_no_truncate_ce742', table='kernel_refusedmessage', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('name', models.CharField(max_length=60, verbose_name='姓名')),
                ('email', models.EmailField(blank=True, max_length=254, null=True, unique=True, verbose_name='电子邮箱')),
                ('mobile', models.CharField(blank=True, max_length=11, null=True, unique=True, validators=[django.core.validators.RegexValidator('^1[3-9]\\d{9}$', '请填写 11 位手机号码。')], verbose_name='手机号码')),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': '用户',
                'verbose_name_plural': '用户',
                'constraints': [models.CheckConstraint(condition=models.Q(('email__isnull', False), ('mobile__isnull', False), _connector='OR'), name='a_user_has_a_contact')],
            },
        ),
        migrations.CreateModel(
            name='BusinessClock',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('shift', models.DurationField(default=dt.timedelta(0))),
                ('frozen_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='there_is_one_business_clock')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='文件名')),
                ('media_type', models.CharField(max_length=100, verbose_name='文件类型')),
                ('size', models.PositiveBigIntegerField(verbose_name='大小（字节）')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('content', models.FileField(max_length=200, upload_to=cms.kernel.files.models.path_by_hash)),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='kernel.party')),
                ('is_public', models.BooleanField(default=False, verbose_name='公开')),
                ('stored_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stored_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'verbose_name': '文件',
            },
        ),
        migrations.CreateModel(
            name='DayChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('proposed', '待复核'), ('approved', '已生效'), ('refused', '未通过')], default='proposed', max_length=30, verbose_name='状态')),
                ('day', models.DateField(verbose_name='日期')),
                ('is_working', models.BooleanField(null=True, verbose_name='是否工作日')),
                ('reason', models.CharField(max_length=200, verbose_name='依据')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提出人')),
                ('proposed_at', models.DateTimeField(verbose_name='提出时间')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='复核人')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='复核时间')),
            ],
            options={
                'verbose_name': '工作日调整',
                'verbose_name_plural': '工作日调整',
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('day',), name='one_open_change_per_day'), models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='two_people_change_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='事件')),
                ('subject_type', models.CharField(max_length=80)),
                ('subject_id', models.BigIntegerField()),
                ('sequence', models.PositiveIntegerField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                ('happened_at', models.DateTimeField(verbose_name='业务时间')),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('data', models.JSONField(default=dict)),
                ('previous_hash', models.CharField(max_length=64)),
                ('hash', models.CharField(max_length=64)),
            ],
            options={
                'indexes': [models.Index(fields=['name', 'happened_at'], name='kernel_even_name_07b625_idx')],
                'constraints': [models.UniqueConstraint(fields=('subject_type', 'subject_id', 'sequence'), name='events_of_a_thing_are_numbered')],
                'triggers': [pgtrigger.compiler.Trigger(name='event_append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='c74e570d71b3238a71a4fd095cf4548b67b25712', operation='UPDATE OR DELETE', pgid='pgtrigger_event_append_only_28c2e', table='kernel_event', when='BEFORE')), pgtrigger.compiler.Trigger(name='event_no_truncate', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'append-only table: TRUNCATE is refused';", hash='6328db61844b7a02540dde15ccbc15375dbde5c9', level='STATEMENT', operation='TRUNCATE', pgid='pgtrigger_event_no_truncate_1cdbe', table='kernel_event', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=200, verbose_name='任务')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('state', models.CharField(choices=[('running', '进行中'), ('done', '已完成'), ('failed', '失败'), ('cancelled', '已取消')], default='running', max_length=20)),
                ('total', models.PositiveBigIntegerField(default=0)),
                ('done', models.PositiveBigIntegerField(default=0)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('result_url', models.CharField(blank=True, max_length=300)),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'verbose_name': '后台任务',
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL)),
                ('party', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='kernel.party')),
                ('subject_text', models.CharField(max_length=200)),
                ('body_text', models.TextField()),
                ('params', models.JSONField(default=dict)),
                ('link', models.CharField(blank=True, max_length=300)),
                ('sent_at', models.DateTimeField(default=cms.kernel.clock.business_now, verbose_name='发送时间')),
                ('mailed_at', models.DateTimeField(blank=True, null=True)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['party', '-sent_at'], name='kernel_mess_party_i_df7cc5_idx'), models.Index(fields=['user', '-sent_at'], name='kernel_mess_user_id_6bebb4_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('user__isnull', False), ('party__isnull', False), _connector='XOR'), name='a_message_goes_to_a_person_or_a_party')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to=settings.AUTH_USER_MODEL, verbose_name='人员')),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='kernel.party', verbose_name='单位')),
                ('role', models.CharField(choices=[('enterprise', '企业经办人'), ('agency', '中介机构经办人'), ('owner', '业主单位经办人'), ('editor', '政策编辑'), ('reviewer', '部门审核人'), ('maker', '资金经办'), ('checker', '资金复核'), ('releaser', '资金签发'), ('supervisor', '监督管理人员'), ('auditor', '审计人员'), ('expert', '评审专家'), ('administrator', '系统管理员')], max_length=20, verbose_name='角色')),
                ('state', models.CharField(choices=[('claimed', '待核验'), ('active', '有效'), ('refused', '未通过'), ('contested', '有争议'), ('ended', '已终止')], default='claimed', max_length=30, verbose_name='状态')),
                ('proof', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.storedfile', verbose_name='授权书')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('claimed_at', models.DateTimeField(default=cms.kernel.clock.business_now, verbose_name='申请时间')),
            ],
            options={
                'verbose_name': '单位经办身份',
                'verbose_name_plural': '单位经办身份',
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['ended', 'refused']), _negated=True), fields=('user', 'party', 'role'), name='one_live_membership_per_person_party_and_role')],
            },
        ),
        migrations.CreateModel(
            name='Errand',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('task', models.CharField(max_length=200, verbose_name='任务')),
                ('subject_id', models.BigIntegerField()),
                ('event', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.event')),
                ('queue', models.CharField(default='default', max_length=30)),
                ('run_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('woken_at', models.DateTimeField(blank=True, null=True)),
                ('lease_until', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
                ('parked_at', models.DateTimeField(blank=True, null=True)),
                ('error', models.TextField(blank=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('done_at', None), ('parked_at', None)), fields=['run_at', 'id'], name='errand_due')],
            },
        ),
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('report', models.CharField(max_length=60, verbose_name='报表')),
                ('form', models.CharField(choices=[('xlsx', 'XLSX'), ('csv', 'CSV')], max_length=4, verbose_name='格式')),
                ('params', models.JSONField(default=dict)),
                ('language', models.CharField(max_length=10)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to=settings.AUTH_USER_MODEL)),
                ('job', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='export', to='kernel.job')),
                ('asked_at', models.DateTimeField(default=cms.kernel.clock.business_now, verbose_name='申请时间')),
                ('row_count', models.PositiveIntegerField(null=True, verbose_name='行数')),
                ('content', models.FileField(blank=True, max_length=200, upload_to='exports')),
            ],
            options={
                'verbose_name': '报表导出',
                'verbose_name_plural': '报表导出',
            },
        ),
    ]
