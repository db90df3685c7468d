"""What a reader sees of a link that lost its end, before anything is opened."""
