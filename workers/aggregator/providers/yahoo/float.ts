/**
 * Yahoo stores prices as 32-bit floats and writes them as doubles: 475.3999938964844 means 475.4.
 * Pure.
 */
import { decimalOf } from '#shared/units/decimal.ts'

/** Nine digits are enough to distinguish any two 32-bit floats. */
const DIGITS = 9

/**
 * The shortest decimal that gives the same 32-bit float. A number that does not come from a 32-bit
 * float (333.825) stays unchanged.
 */
export const decimalOfFloat = (value: number): string => {
  const single = Math.fround(value)
  // Counts and amounts of money stay as written. Their last digits are lost, so a shorter decimal
  // is not more exact.
  if (Number.isInteger(value) || single.toPrecision(15) !== value.toPrecision(15))
    return decimalOf(value)
  for (let digits = 1; digits <= DIGITS; digits++) {
    const shorter = Number(value.toPrecision(digits))
    if (Math.fround(shorter) === single) return decimalOf(shorter)
  }
  return decimalOf(value)
}
