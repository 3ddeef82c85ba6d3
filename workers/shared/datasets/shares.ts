/** Share counts by date: outstanding, free float, issued, treasury. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { providerFigureSchema } from './elements.ts'
import { calendarDateSchema } from '../schemas/texts.ts'
import { MAX_RECORDS } from '../lengths.ts'

/** Share counts on a date: shares_outstanding, float_shares, shares_issued, treasury_shares. */
export const sharesSchema = z.object({
  date: calendarDateSchema,
  figures: z.array(providerFigureSchema).min(1).max(MAX_RECORDS),
})

export const shares = defineItems({
  item: sharesSchema,
  moment: ({ date }) => date,
  window_days: 3_700,
  longest_freshness_days: 92,
  of_the_company: false,
  route: { summary: 'Share counts by date', reads: 'stored' },
})
