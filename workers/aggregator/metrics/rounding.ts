/** To how many digits a figure is given, and whether two values are one figure, rounded. Pure. */

/** A value as exact decimal text, with its unit. */
interface ExactAmount {
  value: string
  unit: string
}

/**
 * The exponent of a figure's last given digit: 6 for 416161000000 (millions), -2 for 7.46
 * (hundredths); null for 0.
 */
export const lastDigit = (value: string): number | null => {
  const point = value.indexOf('.')
  let end = value.length
  while (end > 0 && (value[end - 1] === '0' || end - 1 === point)) end--
  if (end === 0 || value.slice(0, end) === '-') return null
  return point >= 0 && end > point ? point + 1 - end : (point >= 0 ? point : value.length) - end
}

/**
 * Powers of ten to which statements are rounded: ones, thousands, 万, tenths of a million, millions,
 * 亿. A figure that ends in more zeros is not taken as rounded further.
 */
const ROUNDED_TO = [8, 6, 5, 4, 3, 0]
const CENTS = -2
/**
 * The largest rounding unit as a fraction of the figure, for a change of up to half a unit, and for
 * a change of up to a whole unit (figures are adjusted so that columns add up). A figure of 990 is
 * seldom rounded to 1000.
 */
const COARSEST_HALF = 0.25
const COARSEST_WHOLE = 0.1

/** The unit to which a figure is rounded, as a power of ten. */
export const roundedTo = ({ value, unit }: ExactAmount): number => {
  const digit = lastDigit(value)
  if (unit.endsWith('/share') || unit === 'x') return Math.min(digit ?? CENTS, CENTS)
  return digit === null ? 0 : digit < 0 ? digit : (ROUNDED_TO.find((power) => power <= digit) ?? 0)
}

/** Whether the two are the same figure, rounded to different digits. */
export const isRounded = (from: ExactAmount, to: ExactAmount): boolean => {
  const [a, b] = [roundedTo(from), roundedTo(to)]
  const unit = 10 ** Math.max(a, b)
  const part = unit / Math.abs(Number(from.value))
  const off = Math.abs(Number(from.value) - Number(to.value)) / unit
  return a !== b && ((part <= COARSEST_HALF && off <= 0.5) || (part <= COARSEST_WHOLE && off <= 1))
}
