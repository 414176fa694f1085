"""Statistics without a topic, each against an independent reference."""
