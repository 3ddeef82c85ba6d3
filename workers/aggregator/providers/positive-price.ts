/** Prices of providers that write 0 where they have none. Pure. */
import { perShare } from '#shared/units/scale.ts'

/** A price in US dollars as its decimal text; null where there is none. */
export const positivePrice = (value: number | null | undefined): string | null =>
  value && value > 0 ? perShare(value, 'USD').value : null
