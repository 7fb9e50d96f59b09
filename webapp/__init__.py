"""HTTP and the command line: parse, call one function of workflows, commit, answer."""
