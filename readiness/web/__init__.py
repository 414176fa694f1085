"""What every local server needs: who may ask, how much, and on which address."""
