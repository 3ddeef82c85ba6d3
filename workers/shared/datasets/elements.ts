/**
 * Parts of records that several datasets share. Amounts are exact decimals with their unit, in
 * units of one. Fractions stay fractions and are not percentages. Dates are in the zone of the
 * market; instants are UTC. A value that the provider does not give is null; nothing is filled in.
 */
import { z } from 'zod'
import { decimalSchema } from '../contracts/facts.ts'

export const textSchema = z.string().trim().min(1)
export const currencySchema = z.string().regex(/^[A-Z]{3}$/)
export const fractionSchema = decimalSchema
export const positiveSchema = decimalSchema.refine(
  (value) => Number(value) > 0,
  'must be above zero',
)
export const webAddressSchema = z.url({ protocol: /^https?$/ })

/** One figure from the answer of a provider, with the name of the provider's own field. */
export const providerFigureSchema = z.object({
  concept: z.string().regex(/^[a-z][a-z0-9_]*$/),
  value: decimalSchema,
  unit: z.string().describe('CNY, CNY/share, shares, ratio, x'),
  provider_field: textSchema,
})
export type ProviderFigure = z.infer<typeof providerFigureSchema>
