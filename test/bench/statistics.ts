/** The middle one of the numbers. */
export function median(numbers: readonly number[]): number {
  return percentile(numbers, 50);
}

/** The number that `share` per cent of all are not above. */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN;
}
