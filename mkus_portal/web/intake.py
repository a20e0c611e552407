"""A page whose form takes files: they are received before the form is asked."""

from django.db import models
from django.forms import BaseForm

from mkus_portal.attachments.forms import AttachmentsField
from mkus_portal.web.views import FormPage


class FileIntake(FormPage):
    """Receives what was sent for every AttachmentsField; the action then attaches it.

    `form.cleaned_data[name]` is a list of received files for `attachments.actions.attach`. A file
    received stays received while the rest of the form is put right.
    """

    def files_for(self) -> models.Model | None:
        """Return the object to which the files will belong; None while there is none yet."""
        return None

    def get_form(self, form_class: type[BaseForm] | None = None) -> BaseForm:
        """Return the form with its files received. Raises Refused for who may not send any."""
        form = super().get_form(form_class)
        if self.request.method == "POST":
            for name, field in form.fields.items():
                if isinstance(field, AttachmentsField):
                    field.take_in(self.act, form, name, self.files_for())
        return form
