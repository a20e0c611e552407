"""The request as our pages see it, typed."""

from datetime import datetime

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from mkus_portal.accounts.models import User
from mkus_portal.act import Act


class PortalRequest(HttpRequest):
    """A request that has passed the edge."""

    user: User
    session: SessionBase
    act: Act
    arrived_at: datetime
    htmx: bool
