"""What was set and what it gives, above every view: the headline and the key metrics."""
