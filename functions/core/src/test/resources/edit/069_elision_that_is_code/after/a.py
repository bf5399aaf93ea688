class P:
    def g(self):
        ...

    x = 1
