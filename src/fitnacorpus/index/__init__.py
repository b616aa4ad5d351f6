"""The search index: one SQLite file, built from documents and authority, never committed."""
