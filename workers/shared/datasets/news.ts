/** News of a company. */
import { z } from 'zod'
import { instantSchema } from '../contracts/facts.ts'
import { defineItems } from './definition.ts'
import { textSchema, webAddressSchema } from './elements.ts'

export const newsSchema = z.object({
  title: textSchema,
  url: webAddressSchema,
  published_at: instantSchema,
  publisher: textSchema.nullable(),
  summary: textSchema.nullable().describe('Plain text: markup and entities are resolved'),
})

export const news = defineItems({
  item: newsSchema,
  moment: ({ published_at }) => published_at,
  window_days: 30,
  route: { summary: 'News', reads: 'stored' },
})
