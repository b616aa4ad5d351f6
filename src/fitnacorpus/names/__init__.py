"""Names: found in running text, resolved to the authority, and searched across both scripts."""
