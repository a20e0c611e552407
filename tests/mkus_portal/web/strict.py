"""Templates in which an undefined variable is an error."""

from copy import deepcopy

from django.conf import settings


class Undefined(str):
    """Raises where a template names a variable that does not exist."""

    __slots__ = ()

    def __mod__(self, missing: object) -> str:
        message = f"undefined template variable: {missing}"
        raise AssertionError(message)


def strict_templates() -> list[dict[str, object]]:
    strict = deepcopy(settings.TEMPLATES)
    strict[0]["OPTIONS"]["string_if_invalid"] = Undefined("%s")
    return strict
