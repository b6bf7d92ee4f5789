"""How many slips of the finger lie between two folded words."""


def tolerated(word: str) -> int:
    """Return how many slips `word` may hold: one for every four letters, at most three; none in numbers."""
    return 0 if any(letter.isdigit() for letter in word) else min(len(word) // 4, 3)


def same_word(typed: str, name: str) -> bool:
    """Tell whether `typed` is `name` but for the slips that are tolerated."""
    return slips(typed, name, most=tolerated(typed)) <= tolerated(typed)


def slips(typed: str, name: str, *, most: int) -> int:
    """Return the number of letters to insert, drop, change or swap; `most` + 1 stands for all that is more."""
    if typed == name:
        return 0
    if abs(len(typed) - len(name)) > most:
        return most + 1
    before: list[int] = []
    above = list(range(len(name) + 1))
    for row, letter in enumerate(typed, 1):
        line = [row]
        for column, other in enumerate(name, 1):
            cost = min(above[column] + 1, line[-1] + 1, above[column - 1] + (letter != other))
            swapped = row > 1 and column > 1 and letter == name[column - 2] and typed[row - 2] == other
            line.append(min(cost, before[column - 2] + 1) if swapped else cost)
        if min(line) > most:
            return most + 1
        before, above = above, line
    return min(above[-1], most + 1)
