"""A stale save of any form: 409 with both texts, nothing overwritten, the next one goes through."""

from decimal import Decimal

import pytest
from django.urls import reverse

from contracting.calls.models import Criterion, PreviousTask
from mkus_portal.accounts.models import User
from mkus_portal.offices.models import LocalGovernment, OrganisingUnit
from mkus_portal.offices.texts import CONTACT
from ngos.models import Organisation
from tests.contracting.calls.factories import make_call, make_office, member_act
from tests.contracting.offers.factories import make_cast

pytestmark = pytest.mark.django_db
MINE, THEIRS = "Tak napisała pierwsza osoba", "Tak zapisała druga osoba"


def profile():
    cast = make_cast()
    return cast.editor, "organisation-edit", (cast.organisation.pk,), Organisation, "short_name"


def settings():
    office = make_office()
    return member_act(office, "office_admin"), "office-settings", (office.code,), None, "seat"


def footer_text():
    office = make_office(contact_text="Dzwoń rano.")
    act = member_act(office, "office_admin")
    return act, "office-text-edit", (office.code, CONTACT), None, "text"


def unit():
    office = make_office()
    row = OrganisingUnit.objects.create(office=office, name="MOPS", head_title="Dyrektor MOPS")
    act = member_act(office, "office_admin")
    return act, "unit-edit", (office.code, row.pk), OrganisingUnit, "head_title"


def criterion():
    call = make_call(make_office())
    act = member_act(call.office)
    return act, "office-criterion-edit", (call.criteria.first().pk,), Criterion, "label"


def previous_task():
    call = make_call(make_office())
    row = PreviousTask.objects.create(call=call, label="Lato", year=2025, cost=Decimal(100))
    return member_act(call.office), "office-previous-edit", (row.pk,), PreviousTask, "label"


def kept(model, args, field):
    if model is None:
        office = LocalGovernment.objects.get(code=args[0])
        return office.contact_text if field == "text" else getattr(office, field)
    return getattr(model.objects.get(pk=args[-1]), field)


def typed(form, **changes):
    """What a browser would send of the form as it is shown."""
    shown = {name: form[name].value() for name in form.fields}
    sent = {name: value for name, value in shown.items() if value not in {None, False}}
    return {**sent, **changes}


@pytest.mark.parametrize("make", [profile, settings, footer_text, unit, criterion, previous_task])
def test_nobody_overwrites_what_they_have_not_seen(make, client_as):
    act, name, args, model, field = make()
    person = User.objects.get(pk=act.user)
    browser, url = client_as(person, (act.role, act.scope)), reverse(name, args=args)
    seen = browser.get(url).context["form"]
    assert browser.post(url, typed(seen, **{field: THEIRS})).status_code == 302
    late = browser.post(url, typed(seen, **{field: MINE}))
    assert late.status_code == 409
    assert kept(model, args, field) == THEIRS
    page = late.content.decode()
    assert "Ktoś w tym czasie zapisał inną wersję" in page
    assert MINE in page
    assert THEIRS in dict(late.context["clashes"]).values()
    assert browser.post(url, typed(late.context["form"])).status_code == 302
    assert kept(model, args, field) == MINE
