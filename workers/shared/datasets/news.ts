/** News of a company. */
import { z } from 'zod'
import { defineItems } from './definition.ts'
import { nameTextSchema, proseTextSchema, titleTextSchema, webAddressSchema } from './elements.ts'
import { instantSchema } from '../schemas/texts.ts'

export const newsSchema = z.object({
  title: titleTextSchema,
  url: webAddressSchema,
  published_at: instantSchema,
  publisher: nameTextSchema.nullable(),
  summary: proseTextSchema.nullable().describe('Plain text: markup and entities are resolved'),
})

export const news = defineItems({
  item: newsSchema,
  moment: ({ published_at }) => published_at,
  window_days: 30,
  longest_freshness_days: 7,
  of_the_company: true,
  route: { summary: 'News', reads: 'stored' },
})
