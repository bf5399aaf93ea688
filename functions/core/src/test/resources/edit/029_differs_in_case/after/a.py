Result = Compute(items)
