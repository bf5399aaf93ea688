return notready
