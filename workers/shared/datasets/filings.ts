/** Filings and announcements of a company. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { idTextSchema, nameTextSchema, titleTextSchema, webAddressSchema } from './elements.ts'
import { calendarDateSchema, instantSchema } from '../schemas/texts.ts'

export const filingSchema = z.object({
  title: titleTextSchema,
  form: nameTextSchema.nullable().describe('10-K, 年报, 有価証券報告書 ...'),
  filed_at: calendarDateSchema,
  accepted_at: instantSchema
    .nullable()
    .describe(
      'Null where the provider does not give the clock, or gives one that cannot be trusted',
    ),
  period_end: calendarDateSchema.nullable(),
  url: webAddressSchema,
  document_id: idTextSchema,
})

export const filings = defineItems({
  item: filingSchema,
  moment: ({ accepted_at, filed_at }) => accepted_at ?? filed_at,
  window_days: 1_100,
  longest_freshness_days: 7,
  of_the_company: true,
  route: { summary: 'Filings and announcements', reads: 'stored' },
})
