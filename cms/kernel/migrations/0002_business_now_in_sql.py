"""The SQL twin of the business clock."""

from django.db import migrations

CREATE = """
CREATE FUNCTION business_now() RETURNS timestamptz LANGUAGE sql VOLATILE PARALLEL RESTRICTED AS $$
  SELECT coalesce(
    (SELECT coalesce(frozen_at, clock_timestamp() + shift) FROM kernel_businessclock WHERE id = 1),
    clock_timestamp())
$$;
"""


class Migration(migrations.Migration):
    """Creates business_now()."""

    dependencies = [("kernel", "0001_people_trail_and_errands")]

    operations = [migrations.RunSQL(CREATE, "DROP FUNCTION business_now();")]
