"""What evidence says: checks against law and figures, one package per audit."""
