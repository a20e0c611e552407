"""What the lists of this room can be narrowed by."""
