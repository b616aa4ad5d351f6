"""Taking texts in: a new corpus, a new text, and a text whose source has changed.

starting  a new corpus
adding    new texts: their bytes, and drafts of their descriptions
openiti   a folder of OpenITI, book by book
updating  a source that has changed: its anchors are found again
"""

from fitnacorpus.intake.adding import Taken, add, add_all, prepare
from fitnacorpus.intake.drafts import Added
from fitnacorpus.intake.openiti import Report, add_folder
from fitnacorpus.intake.starting import git_files, init
from fitnacorpus.intake.updating import update

__all__ = [
    "Added",
    "Report",
    "Taken",
    "add",
    "add_all",
    "add_folder",
    "git_files",
    "init",
    "prepare",
    "update",
]
