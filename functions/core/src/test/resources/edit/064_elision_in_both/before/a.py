def f():
    a
    b
    return 1


def g():
    return 1
