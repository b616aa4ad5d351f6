"""Taking texts in: a new corpus, a new text, and a text whose source has changed.

starting  a new corpus
adding    new texts: their bytes, and drafts of their descriptions
updating  a source that has changed: its anchors are found again
"""

from fitnacorpus.intake.adding import Taken, add, add_all, prepare
from fitnacorpus.intake.drafts import Added
from fitnacorpus.intake.starting import git_files, init
from fitnacorpus.intake.updating import update

__all__ = ["Added", "Taken", "add", "add_all", "git_files", "init", "prepare", "update"]
