/**
 * Names that the lists do not have, kept by hand from public knowledge: in other languages, short
 * names, brands, former names and former codes. In each file the larger companies come first.
 */
import { z } from 'zod'
import type { Market } from '#shared/names.ts'
import cnJson from './aliases/cn.json' with { type: 'json' }
import hkJson from './aliases/hk.json' with { type: 'json' }
import jpJson from './aliases/jp.json' with { type: 'json' }
import usJson from './aliases/us.json' with { type: 'json' }

export const aliasSchema = z.strictObject({
  en: z.string().optional(),
  zh: z.string().optional(),
  ja: z.string().optional(),
  /** Further names, as people type them. */
  also: z.array(z.string()).optional(),
  /** Names that the company no longer has. */
  former: z.array(z.string()).optional(),
  /** Codes of this market that the company no longer has. */
  codes: z.array(z.string()).optional(),
  /** The company's first listing, by its id, with whose names it is found as well. */
  as: z.string().optional(),
})
export type Alias = z.infer<typeof aliasSchema>

const FILES: Record<Market, unknown> = { CN: cnJson, HK: hkJson, US: usJson, JP: jpJson }

export interface PlacedAlias extends Alias {
  /** Its place in the file of its market, from 0. */
  place: number
}

const aliases = new Map<Market, ReadonlyMap<string, PlacedAlias>>()
/** The aliases of a market by instrument. */
export const aliasesOf = (market: Market): ReadonlyMap<string, PlacedAlias> => {
  const known =
    aliases.get(market) ??
    new Map(
      Object.entries(z.record(z.string(), aliasSchema).parse(FILES[market])).map(
        ([id, alias], place) => [id, { ...alias, place }],
      ),
    )
  aliases.set(market, known)
  return known
}
