def total(items):
    count = 0
    result = compute(items)
    print(result)
    return result


def mean(items):
    return total(items) / len(items)
