/**
 * What exhibits have besides rows of figures: passages, and names of companies and persons. Each
 * text came from outside and was cleaned (`exhibits/foreign-text.ts`); it is data and nothing else.
 */
import { z } from 'zod'
import { MAX_ADDRESS } from '../lengths.ts'
import {
  calendarDateSchema,
  codeSchema,
  decimalSchema,
  idSchema,
  instantSchema,
  nameSchema,
} from '../schemas/texts.ts'

/** Longest title, summary and name of a passage, in characters. */
export const MAX_PASSAGE_TITLE = 240
export const MAX_PASSAGE_TEXT = 600
export const MAX_PASSAGE_NAME = 120

const webAddressSchema = z.url({ protocol: /^https?$/ }).max(MAX_ADDRESS)

/** A passage that a text may cite by its mark: `[[n3]]`, `[[f2]]`. */
export const passageSchema = z.object({
  id: z.string().regex(/^[nf][1-9]\d{0,2}$/),
  day: calendarDateSchema.describe("When it appeared, in the market's zone"),
  title: z.string().min(1).max(MAX_PASSAGE_TITLE),
  text: z.string().max(MAX_PASSAGE_TEXT).nullable().describe('Its summary, shortened'),
  form: z.string().max(MAX_PASSAGE_NAME).nullable().describe('Of a filing: 10-K, 年报 ...'),
  source: z.string().max(MAX_PASSAGE_NAME).nullable().describe('Who published it'),
  provider: codeSchema,
  url: webAddressSchema,
  retrieved_at: instantSchema,
})
export type CitedPassage = z.infer<typeof passageSchema>

export const peerSchema = z.object({
  instrument: idSchema,
  name: z.string().max(MAX_PASSAGE_NAME),
  values: z.array(decimalSchema.nullable()).max(20).describe('In the order of `metrics`'),
})

export const peerGroupSchema = z.object({
  industry: nameSchema.nullable(),
  level: z.enum(['industry', 'kind', 'market']).describe('How wide the group had to be'),
  size: z.enum(['market_cap', 'revenue']).nullable().describe('By what the peers shown are near'),
  count: z.int().min(0).describe('Companies of the group, the company included'),
  day: calendarDateSchema,
})

export const holderNameSchema = z.object({
  place: z.int().min(1).describe('The n of holder_n_fraction'),
  name: z.string().min(1).max(MAX_PASSAGE_NAME),
  kind: z.string().max(MAX_PASSAGE_NAME).nullable(),
})

export const insiderTradeSchema = z.object({
  day: calendarDateSchema,
  person: z.string().min(1).max(MAX_PASSAGE_NAME),
  role: z.string().max(MAX_PASSAGE_NAME).nullable(),
  action: z.enum(['buy', 'sell']),
  shares: decimalSchema,
  price: decimalSchema.nullable(),
  price_unit: codeSchema.nullable(),
  provider: codeSchema,
  url: webAddressSchema.nullable(),
})

/** A distribution of which no amount could be read, in the provider's own words. */
export const unreadActionSchema = z.object({
  day: calendarDateSchema,
  words: z.string().min(1).max(MAX_PASSAGE_TEXT),
})
