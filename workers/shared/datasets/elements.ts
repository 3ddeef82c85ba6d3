/**
 * Parts of records that several datasets share. Amounts are exact decimals with their unit, in
 * units of one. Fractions stay fractions and are not percentages. Dates are in the zone of the
 * market; instants are UTC. A value that the provider does not give is null; nothing is filled in.
 */
import { z } from 'zod'
import { codeSchema, decimalSchema, idSchema, nameSchema, proseSchema } from '../schemas/texts.ts'
import { MAX_ADDRESS, MAX_TITLE } from '../lengths.ts'
import { MINOR_UNITS } from '../units/stated-currency.ts'

/** Codes, names of persons and companies, titles and longer texts of a provider. */
export const codeTextSchema = codeSchema.trim().min(1)
export const idTextSchema = idSchema.trim().min(1)
export const nameTextSchema = nameSchema.trim().min(1)
export const titleTextSchema = z.string().max(MAX_TITLE).trim().min(1)
export const proseTextSchema = proseSchema.trim().min(1)
/** Prices in pence, cents or agorot are converted where an answer is read, or refused here. */
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .refine((code) => !Object.hasOwn(MINOR_UNITS, code), 'a hundredth of a currency, not a currency')
/** Money for one share: `USD/share`. */
export const perShareUnitSchema = z
  .string()
  .regex(/^[A-Z]{3}\/share$/)
  .refine((unit) => currencySchema.safeParse(unit.slice(0, 3)).success)
export const fractionSchema = decimalSchema
export const positiveSchema = decimalSchema.refine(
  (value) => Number(value) > 0,
  'must be above zero',
)
export const webAddressSchema = z.url({ protocol: /^https?$/ }).max(MAX_ADDRESS)

/** One figure from the answer of a provider, with the name of the provider's own field. */
export const providerFigureSchema = z.object({
  concept: codeSchema.regex(/^[a-z][a-z0-9_]*$/),
  value: decimalSchema,
  unit: codeSchema.describe('CNY, CNY/share, shares, ratio, x'),
  provider_field: idTextSchema,
})
export type ProviderFigure = z.infer<typeof providerFigureSchema>
