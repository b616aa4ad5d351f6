"""Tables of the corpus: what editors work in and give back, and what others read."""
