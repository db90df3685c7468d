"""What is seen: levers, scorecard, charts, views, words and number formats."""
