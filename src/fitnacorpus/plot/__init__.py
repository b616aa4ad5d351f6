"""Small drawings of a corpus as SVG, in English or Arabic: no library, no script, no time of day.

drawing   a sheet with lines, boxes and words, mirrored for Arabic
figures   two accounts side by side, names along an account, persons who appear together
"""

from fitnacorpus.plot.figures import matrix, names, persons

__all__ = ["matrix", "names", "persons"]
