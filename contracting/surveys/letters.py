"""Letters with a link to a survey."""

from mkus_portal.notifications.messages import MessageKind

INVITED = MessageKind(
    code="survey_invited",
    label="Zaproszenie do badania",
    subject="Badanie: {title}",
    template="contracting/surveys/letters/survey_invited.txt",
)
REMINDED = MessageKind(
    code="survey_reminded",
    label="Przypomnienie o badaniu",
    subject="Przypomnienie o badaniu: {title}",
    template="contracting/surveys/letters/survey_reminded.txt",
)
KINDS = (INVITED, REMINDED)
