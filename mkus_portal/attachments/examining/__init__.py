"""Looking into a file that a stranger sent: what it is, and why it cannot be taken.

Pure: no Django, no database, no network. The portal runs it in a process of its own
(`attachments.apart`), because what it reads was perhaps made to break a reader.
"""
