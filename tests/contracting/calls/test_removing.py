"""The office's page of a draft: taking a part out, and all that stands in the way of a move."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from contracting.calls import actions
from contracting.calls.models import Criterion
from tests.contracting.calls.factories import AT, make_call, make_task

pytestmark = pytest.mark.django_db


def test_a_task_is_asked_about_with_its_own_criteria(office, client_of, clerk):
    call = make_call(office, act=clerk)
    task = make_task(call, act=clerk, title="Warsztaty")
    own = actions.add_criterion(
        clerk, call, statutory=1, label="Pracownia", max_points=Decimal(5), task=task
    )
    browser, url = client_of(clerk), reverse("office-task-remove", args=(task.pk,))
    page = browser.get(url).content.decode()
    assert "Warsztaty" in page
    assert "Z zadaniem zniknie jego kryterium: Pracownia." in page
    assert call.tasks.filter(pk=task.pk).exists()
    answer = browser.post(url)
    assert answer.headers["Location"] == reverse("office-call-tasks", args=(call.pk,))
    assert not call.tasks.filter(pk=task.pk).exists()
    assert not Criterion.objects.filter(pk=own.pk).exists()


def test_what_was_sent_for_approval_meanwhile_stays(office, client_of, clerk):
    call = make_call(office, act=clerk)
    criterion = call.criteria.first()
    actions.send_to_approve(clerk, call)
    answer = client_of(clerk).post(reverse("office-criterion-remove", args=(criterion.pk,)))
    assert answer.status_code == 422
    assert "tylko, gdy jest w przygotowaniu" in answer.content.decode()
    assert call.criteria.filter(pk=criterion.pk).exists()


def test_a_button_that_is_off_says_all_that_stands_in_its_way(office, client_of, clerk):
    call = make_call(office, act=clerk, deadline_at=AT + timedelta(days=2), award_rules="")
    page = client_of(clerk).get(reverse("office-call-detail", args=(call.pk,)))
    door = next(one for one in page.context["doors"] if one.label == "Przekaż do zatwierdzenia")
    assert door.url == ""
    reasons = (door.reason, *door.others)
    assert len(reasons) == len(set(reasons)) >= 2
    assert all(one in page.content.decode().replace("\xa0", " ") for one in reasons)
