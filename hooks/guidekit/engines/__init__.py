"""One guide, any builder: export, finish, build, verify."""
