/** The first of ascending `numbers` (up to `count`) that is not below `least`, by its index. */
export function firstFrom(numbers: ArrayLike<number>, count: number, least: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
