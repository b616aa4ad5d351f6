"""What the pages say, by subject: each phrase in English and in Arabic."""
