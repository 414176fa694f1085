"""A further language as a table: for translators, and back; how much of it there is."""
