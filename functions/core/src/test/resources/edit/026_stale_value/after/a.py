def total(items):
    count = 10
    result = compute(items)
    print(result)
    return result


def mean(items):
    return total(items) / len(items)
