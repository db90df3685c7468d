"""What stands around every view: head, levers, notices, share, foot."""
