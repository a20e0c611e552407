"""Pages of the ground floor. They live here because `web` stands above the rooms they show."""
