"""Settings: `base` reads the environment once, `test` narrows it for the tests."""
