from django.db import migrations

# Of a hundred points, written the same in every language.
POINTS = "/100"


def write_points(apps, schema_editor):
    apps.get_model("reports", "Indicator").objects.filter(measured_in="điểm/100").update(measured_in=POINTS)


class Migration(migrations.Migration):
    dependencies = [("reports", "0010_lesson_totals")]

    operations = [migrations.RunPython(write_points, migrations.RunPython.noop)]
