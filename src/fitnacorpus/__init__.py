"""Bilingual parallel-text corpora of Arabic and English accounts."""

__version__ = "0.1.0"
