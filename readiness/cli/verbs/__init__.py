"""One module per verb: its options, and what it does."""
