"""`manage.py create_office`: enter an office and invite its first administrator."""

import argparse
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from mkus_portal import act as portal
from mkus_portal.act import Act, Scope
from mkus_portal.notifications.invitations import invite
from mkus_portal.offices.actions import create_office
from mkus_portal.offices.models import LocalGovernment


class Command(BaseCommand):
    """Enters an office and writes to its first administrator."""

    help = "Zakłada urząd i zaprasza listem jego pierwszego administratora."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Take the code, the name, the kind and the administrator's address."""
        parser.add_argument("code", help="kod w adresach, np. prusice")
        parser.add_argument("--name", required=True, help="np. „Gmina Prusice”")
        parser.add_argument(
            "--kind", choices=LocalGovernment.Kind.values, default=LocalGovernment.Kind.GMINA.value
        )
        parser.add_argument("--admin-email", required=True, help="kto dostanie zaproszenie")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do both or nothing."""
        act = Act.system(portal.now())
        try:
            with transaction.atomic():
                office = create_office(
                    act, code=options["code"], name=options["name"], kind=options["kind"]
                )
                admin = Scope("office", office.pk)
                invitation = invite(act, options["admin_email"], "office_admin", admin)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"Założono: {office.name}. Zaproszenie czeka na: {invitation.email}.")
