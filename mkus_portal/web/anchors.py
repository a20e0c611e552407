"""The ids of a long form's inputs, tables and rows, to which links lead."""


def anchor_of(place: str) -> str:
    """Return the id of the input of a place: letters, digits and dashes only."""
    return "p-" + place.replace(".", "-").replace(":", "-").replace("_", "-")


def row_anchor(place: str) -> str:
    """Return the id of a row: of its own place (`needs:12`), or of a cell's in it."""
    return "r-" + anchor_of(":".join(place.split(":")[:2])).removeprefix("p-")
