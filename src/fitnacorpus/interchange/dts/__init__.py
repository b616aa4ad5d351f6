"""Distributed Text Services 1.0: texts, and all that can be cited in them, for clients.

service   what each of the four endpoints answers
passages  a passage cut out of the TEI of a text
static    every answer as a file, for hosts that serve nothing else
"""

from fitnacorpus.interchange.dts.service import RefusalError, Service, Templates

__all__ = ["RefusalError", "Service", "Templates"]
