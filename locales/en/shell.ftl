product = Counterpoint
