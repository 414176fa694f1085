"""Reports: a result as one self-contained page, in the language of its readers."""
