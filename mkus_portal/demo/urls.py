"""Addresses of the demonstration."""

from django.urls import path

from mkus_portal.demo.views import Clock, ClockReset, Mailbox, MailboxLetter

urlpatterns = [
    path("demo/zegar/", Clock.as_view(), name="demo-clock"),
    path("demo/zegar/powrot/", ClockReset.as_view(), name="demo-clock-reset"),
    path("demo/poczta/", Mailbox.as_view(), name="demo-mailbox"),
    path("demo/poczta/<int:pk>/", MailboxLetter.as_view(), name="demo-mailbox-letter"),
]
