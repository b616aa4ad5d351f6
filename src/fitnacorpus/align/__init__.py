"""Alignment: links between passages of accounts, and alignments of events made from links."""
