"""The reader: the corpus as pages for a browser, in English and in Arabic.

`view` looks the corpus up from every side, `prose` turns runs of a source into HTML, the modules
named after pages make what a template needs, `pages` renders them by path, `site` writes them.
"""

__all__ = ["serving", "site"]
