"""Compile every template of the project: a mistyped tag is found before a person finds it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django  # the settings are found only after the root is on the path
from django.conf import settings
from django.template import TemplateSyntaxError
from django.template.loader import get_template


def main() -> int:
    """Compile them all; return 1 when one does not compile."""
    django.setup()
    root = Path(settings.BASE_DIR) / "templates"
    names = [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*"))
        if path.suffix in {".html", ".txt", ".xml", ".svg", ".css"}
    ]
    broken = 0
    for name in names:
        try:
            get_template(name)
        except TemplateSyntaxError as error:
            broken += 1
            print(f"{name}: {error}")
    print(f"{len(names)} templates, {broken} broken")
    return int(bool(broken) or not names)


if __name__ == "__main__":
    sys.exit(main())
