/** Who a company is: its names, sector, officers, listing and identifiers. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import {
  currencySchema,
  nameTextSchema,
  proseTextSchema,
  titleTextSchema,
  webAddressSchema,
} from './elements.ts'
import { calendarDateSchema, codeSchema, idSchema } from '../schemas/texts.ts'
import { MAX_RECORDS } from '../lengths.ts'

export const profileSchema = z.object({
  name: nameTextSchema,
  names: z.object({
    en: nameTextSchema.optional(),
    zh: nameTextSchema.optional(),
    ja: nameTextSchema.optional(),
  }),
  exchange: nameTextSchema.nullable(),
  sector: nameTextSchema.nullable(),
  industry: nameTextSchema.nullable(),
  description: proseTextSchema.nullable(),
  website: webAddressSchema.nullable(),
  employees: z.int().min(0).nullable(),
  listed_on: calendarDateSchema.nullable(),
  country: nameTextSchema.nullable(),
  address: titleTextSchema.nullable(),
  quote_currency: currencySchema.nullable(),
  reporting_currency: currencySchema.nullable(),
  /** MM-DD */
  fiscal_year_end: z
    .string()
    .regex(/^\d{2}-\d{2}$/)
    .nullable(),
  officers: z.array(z.object({ name: nameTextSchema, title: nameTextSchema })).max(MAX_RECORDS),
  former_names: z
    .array(z.object({ name: nameTextSchema, until: calendarDateSchema.nullable() }))
    .max(MAX_RECORDS)
    .optional(),
  identifiers: z.record(codeSchema, idSchema).describe('cik, isin, org_id, lei ...'),
})

export const profile = defineItems({
  item: profileSchema,
  moment: () => null,
  window_days: 0,
  longest_freshness_days: 366,
  of_the_company: true,
  route: { summary: 'Who a company is', reads: 'stored' },
})
