"""What each picture shows of a scenario, on the page and by address."""
