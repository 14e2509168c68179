"""What the tests bring along: a clock to turn, a mailer that keeps, a small world of people."""
