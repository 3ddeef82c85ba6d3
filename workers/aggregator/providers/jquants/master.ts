/**
 * /equities/master: the listed instruments with names in two languages, sectors and market segment,
 * without share counts. Pure.
 */
import { z } from 'zod'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import type { ProviderResult } from '../../model/provider.ts'
import type { JquantsRow } from './client.ts'
import { symbolOf } from './codes.ts'
import { date, readRows } from './rows.ts'

const optional = z
  .string()
  .nullish()
  .transform((text) => text?.trim() || null)
const listedSchema = z.object({
  Date: date,
  Code: z.string().min(4),
  CoName: z.string().trim().min(1),
  CoNameEn: optional,
  S17Nm: optional,
  S33Nm: optional,
  MktNm: optional,
})
export const LISTING_COLUMNS: readonly string[] = Object.keys(listedSchema.shape)
export type JquantsListing = z.infer<typeof listedSchema>

/** The newest row of every code: the answer for a range of days repeats the codes. */
export const readMaster = (rows: readonly JquantsRow[]): ProviderResult<JquantsListing[]> => {
  const parsed = readRows('/equities/master', rows, listedSchema)
  if (!parsed.ok) return parsed
  const newest = new Map<string, JquantsListing>()
  for (const row of parsed.data)
    if (row.Date >= (newest.get(row.Code)?.Date ?? '')) newest.set(row.Code, row)
  return { ok: true, data: [...newest.values()] }
}

const namesOf = ({ CoName, CoNameEn }: JquantsListing) => ({
  ja: CoName,
  ...(CoNameEn && { en: CoNameEn }),
})

export const foundOf = (row: JquantsListing): FoundInstrument => ({
  market: 'JP',
  symbol: symbolOf(row.Code) ?? row.Code,
  name: row.CoName,
  names: namesOf(row),
  exchange: row.MktNm,
  identifiers: {},
})

export const profileOf = (row: JquantsListing): ItemOf<'profile'> => ({
  name: row.CoName,
  names: namesOf(row),
  exchange: row.MktNm,
  sector: row.S17Nm,
  industry: row.S33Nm,
  description: null,
  website: null,
  employees: null,
  listed_on: null,
  country: null,
  address: null,
  quote_currency: 'JPY',
  reporting_currency: null,
  fiscal_year_end: null,
  officers: [],
  identifiers: {},
})
