"""Language enters here; nothing below this floor can see it."""
