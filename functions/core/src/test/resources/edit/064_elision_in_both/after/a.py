def f(x):
    a
    b
    return x


def g():
    return 1
