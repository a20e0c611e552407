"""The letter with a programme's news."""

from mkus_portal.notifications.messages import MessageKind

NEWS = MessageKind(
    code="programme_news",
    label="Aktualność programu wsparcia",
    subject="{obj}",
    template="advisory/profiles/letters/programme_news.txt",
)
