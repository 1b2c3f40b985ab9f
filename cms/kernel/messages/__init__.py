"""Messages to people: in the site, by e-mail, and by SMS behind an interface."""
