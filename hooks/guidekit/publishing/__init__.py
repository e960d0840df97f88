"""What stands beside the pages: feed, dates, facts for programs, styles, search, hosts."""
