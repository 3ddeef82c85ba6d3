/**
 * The beginnings of a text that a spreadsheet takes for a formula, for papaparse's
 * `escapeFormulae`. Its own pattern passes over a text of several lines.
 */
export const FORMULA_TEXT = /^[=+\-@\t\r\n]/
