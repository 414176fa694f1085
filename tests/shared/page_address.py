"""Where the local page of the tests is reached."""

TOKEN, HOST = "token-of-the-test", "127.0.0.1:8123"
