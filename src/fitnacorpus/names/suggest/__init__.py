"""Drafting an authority: names spotted in texts that nobody has tagged, and joined to entries."""
