"""One module per verb: ``add_options`` says what can be given, ``run`` does it and returns the exit code."""
