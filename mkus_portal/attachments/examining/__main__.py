"""The process apart: a header and a file come in, one line of JSON goes out."""

import json
import resource
import sys

from mkus_portal.attachments.examining.file import examine
from mkus_portal.attachments.examining.pdfs import limit_memory
from mkus_portal.attachments.examining.pictures import look_at_picture
from mkus_portal.attachments.examining.refusing import MEGABYTE, Unfit

MEMORY = 1536 * MEGABYTE
SECONDS = 20


def main() -> None:
    """Examine what stands on the standard input, within the limits of memory and time."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    limit_memory()
    header = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        answer = {"format": examine(header["name"], content, header["allowed"])}
        if header["printed"]:
            look_at_picture(content)
    except Unfit as reason:
        answer = {"reason": str(reason)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
