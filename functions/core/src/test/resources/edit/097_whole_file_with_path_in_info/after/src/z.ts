let z
