/**
 * Yahoo keeps prices as 32-bit floats and writes them as doubles: 475.3999938964844 is 475.4. Pure.
 */
import { decimalOf } from '#shared/units/decimal.ts'

/** Nine digits tell any two 32-bit floats apart. */
const DIGITS = 9

/**
 * The shortest decimal that is the same 32-bit float; a number that is no widened float (333.825)
 * stays as it is.
 */
export const decimalOfFloat = (value: number): string => {
  const single = Math.fround(value)
  // Counts and amounts of money stay as they are written: their last digits are lost, not noise.
  if (Number.isInteger(value) || single.toPrecision(15) !== value.toPrecision(15))
    return decimalOf(value)
  for (let digits = 1; digits <= DIGITS; digits++) {
    const shorter = Number(value.toPrecision(digits))
    if (Math.fround(shorter) === single) return decimalOf(shorter)
  }
  return decimalOf(value)
}
