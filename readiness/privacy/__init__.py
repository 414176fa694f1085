"""Who may be seen: pseudonyms for persons, no numbers of small groups."""
