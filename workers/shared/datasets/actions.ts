/** Corporate actions: dividends, splits, and distributions whose words could not be read. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { perShareUnitSchema, proseTextSchema } from './elements.ts'
import { calendarDateSchema, decimalSchema } from '../schemas/texts.ts'

export const actionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('dividend'),
    ex_date: calendarDateSchema,
    amount: decimalSchema.describe(
      'Before tax, for one share as it was on the ex date unless `split_adjusted`',
    ),
    unit: perShareUnitSchema,
    split_adjusted: z.boolean().describe('The provider has divided the amount by later splits'),
    announced_on: calendarDateSchema.nullable(),
    record_date: calendarDateSchema.nullable(),
    pay_date: calendarDateSchema.nullable(),
    plan: proseTextSchema.nullable().describe("In the provider's own words"),
  }),
  z.object({
    kind: z.literal('split'),
    ex_date: calendarDateSchema,
    ratio: decimalSchema.describe(
      'Shares after for one share before: 10 for 10:1, 0.1 for a consolidation; bonus shares are a split',
    ),
    announced_on: calendarDateSchema.nullable(),
    plan: proseTextSchema.nullable(),
  }),
  z.object({
    kind: z.literal('unread'),
    ex_date: calendarDateSchema,
    announced_on: calendarDateSchema.nullable(),
    plan: proseTextSchema.describe(
      "A distribution in the provider's own words of which no amount could be read: in kind, a rights issue, or an unknown wording; never no dividend",
    ),
  }),
])

export const actions = defineItems({
  item: actionSchema,
  moment: ({ ex_date }) => ex_date,
  window_days: 3_700,
  longest_freshness_days: 31,
  of_the_company: false,
  is_whole: true,
  route: { summary: 'Dividends and splits', reads: 'stored' },
})
