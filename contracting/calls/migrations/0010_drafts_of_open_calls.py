"""Calls that are being prepared get a draft, so that they can be talked over."""

from django.db import migrations

ON_THE_WAY = ("draft", "to_approve", "approved")


def give_drafts(apps, schema_editor):
    """Start a draft for every call that is not published yet."""
    call_model = apps.get_model("calls", "Call")
    calls = call_model.objects.filter(state__in=ON_THE_WAY, draft=None)
    if not calls.exists():
        return
    content_types = apps.get_model("contenttypes", "ContentType")
    kind, _ = content_types.objects.get_or_create(app_label="calls", model="call")
    drafts = apps.get_model("drafting", "Draft")
    for call in calls.iterator():
        draft = drafts.objects.create(
            form_code="call",
            form_version="1",
            content_type=kind,
            object_id=call.pk,
            changed_at=call.created_at,
        )
        call_model.objects.filter(pk=call.pk).update(draft=draft)


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0009_advice"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(give_drafts, migrations.RunPython.noop)]
