// What the benchmarks share: sizes of vaults, and how many times become one number.

/** Items of the vaults that are measured. */
export const SIZES = [100, 1_000, 10_000, 100_000];

/** How often something is measured with so many items: seldom where it takes long. */
export const runsOf = (items) => (items > 10_000 ? 5 : 11);

const sorted = (values) => [...values].sort((a, b) => a - b);
const rounded = (value) => Math.round(value * 1000) / 1000;

/** Median and range of many runs. @param {number[]} values */
export const summary = (values) => ({
  median: rounded(sorted(values)[Math.floor(values.length / 2)]),
  lowest: rounded(sorted(values)[0]),
  highest: rounded(sorted(values).at(-1)),
  runs: values.length,
});

/** The value that 95 of 100 do not exceed. @param {number[]} values */
export const p95 = (values) => rounded(sorted(values)[Math.ceil(values.length * 0.95) - 1]);

/** Half the width of a 95 % interval, in standard errors, for so many pairs less one (Student's t). */
const T = [
  12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11, 2.1, 2.09,
];

/**
 * Pairs that were measured one right after the other: the middle of each side, and their quotient with its 95 % interval.
 * @param {[number, number][]} pairs
 */
export function paired(pairs) {
  const logs = pairs.map(([one, other]) => Math.log(one / other));
  const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (logs.length - 1);
  const half = (T[logs.length - 2] ?? 1.96) * Math.sqrt(variance / logs.length);
  return {
    with: summary(pairs.map(([one]) => one)),
    without: summary(pairs.map(([, other]) => other)),
    quotient: rounded(Math.exp(mean)),
    from: rounded(Math.exp(mean - half)),
    to: rounded(Math.exp(mean + half)),
  };
}
