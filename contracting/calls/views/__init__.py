"""The pages of this room: the public's and the office's."""
