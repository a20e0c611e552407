"""From which day of the agreement a step's term counts; known where it still is the template's."""

from datetime import timedelta

from django.db import migrations, models


def fill(apps, schema_editor):
    PlanStep = apps.get_model("plans", "PlanStep")
    TemplateStep = apps.get_model("plans", "TemplateStep")
    offsets = {
        (programme, name): days
        for programme, name, days in TemplateStep.objects.values_list(
            "programme", "name", "offset_days"
        )
    }
    rows = PlanStep.objects.filter(unit__agreement_signed_on__isnull=False)
    for step in rows.select_related("unit"):
        days = offsets.get((step.unit.programme_id, step.name))
        signed = step.unit.agreement_signed_on
        if days is not None and step.due_on == signed + timedelta(days=days):
            step.counted_from = signed
            step.save(update_fields=["counted_from"])


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="planstep",
            name="counted_from",
            field=models.DateField(
                blank=True,
                editable=False,
                null=True,
                verbose_name="liczony od porozumienia z dnia",
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
