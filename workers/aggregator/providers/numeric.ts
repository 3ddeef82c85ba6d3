/** Matches a plain decimal number as providers write it. */
const DECIMAL = /^[+-]?\d+(\.\d+)?$/

/** True for `-0.40`, `16319939.0`, `+3`; false for ``, `-`, `None`, `1,234`, `1e5`. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text)
/** `-`, `--`: what providers write where there is no number, as for a share that is suspended. */
export const isDash = (text: string): boolean => /^\s*-+\s*$/.test(text)
