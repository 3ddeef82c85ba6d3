/** Is a text a plain decimal number, as providers write theirs? */
const DECIMAL = /^[+-]?\d+(\.\d+)?$/

/** `-0.40`, `16319939.0`, `+3`; not ``, `-`, `None`, `1,234`, `1e5`. */
export const isDecimal = (text: string): boolean => DECIMAL.test(text)
