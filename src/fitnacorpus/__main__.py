"""``python -m fitnacorpus``."""

from fitnacorpus.cli import main

if __name__ == "__main__":
    main()
