/** Who a company is: its names, sector, officers, listing and identifiers. */
import { z } from 'zod'
import { calendarDateSchema } from '../contracts/facts.ts'
import { defineItems } from './definition.ts'
import { currencySchema, textSchema, webAddressSchema } from './elements.ts'

export const profileSchema = z.object({
  name: textSchema,
  names: z.object({
    en: textSchema.optional(),
    zh: textSchema.optional(),
    ja: textSchema.optional(),
  }),
  exchange: textSchema.nullable(),
  sector: textSchema.nullable(),
  industry: textSchema.nullable(),
  description: textSchema.nullable(),
  website: webAddressSchema.nullable(),
  employees: z.int().min(0).nullable(),
  listed_on: calendarDateSchema.nullable(),
  country: textSchema.nullable(),
  address: textSchema.nullable(),
  quote_currency: currencySchema.nullable(),
  reporting_currency: currencySchema.nullable(),
  /** MM-DD */
  fiscal_year_end: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .nullable(),
  officers: z.array(z.object({ name: textSchema, title: textSchema })),
  former_names: z
    .array(z.object({ name: textSchema, until: calendarDateSchema.nullable() }))
    .optional(),
  identifiers: z.record(z.string(), z.string()).describe('cik, isin, org_id, lei ...'),
})

export const profile = defineItems({
  item: profileSchema,
  moment: () => null,
  window_days: 0,
  route: { summary: 'Who a company is', reads: 'stored' },
})
