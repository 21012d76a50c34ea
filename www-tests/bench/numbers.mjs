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
