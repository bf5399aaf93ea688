class P:
    def f(self):
        ...

    x = 1
