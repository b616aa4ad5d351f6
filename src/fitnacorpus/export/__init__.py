"""The corpus in other formats: what others read, and what editors work in and give back."""
