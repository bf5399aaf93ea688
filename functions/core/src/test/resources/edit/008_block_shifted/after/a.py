class A:
    def f(self):
        if self:
            x = 2
        return x
