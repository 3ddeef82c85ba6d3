/** CNInfo's list of companies: codes, short names, pinyin initials and organisation ids. Pure. */
import { z } from 'zod'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import { parseSymbol } from '#shared/symbol.ts'
import type { ProviderResult } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { shortName } from './company.ts'

const rowSchema = z.object({
  code: z.string().min(1),
  orgId: z.string().nullish(),
  zwjc: z.string().nullish(),
  pinyin: z.string().nullish(),
})
const listSchema = z.object({ stockList: z.array(rowSchema) })
export type ListedRow = z.infer<typeof rowSchema>

export const readList = (json: unknown): ProviderResult<ListedRow[]> => {
  const parsed = listSchema.safeParse(json)
  return parsed.success
    ? { ok: true, data: parsed.data.stockList }
    : malformed('cninfo', `szse_stock.json ${parsed.error.issues[0]?.path.join('.') || 'root'}`)
}

/** Most companies that a search returns. */
const MOST = 20

/**
 * Companies whose code, name or initials match the text. An exact code comes first, then names that
 * begin with the text.
 */
export const search = (rows: readonly ListedRow[], text: string): FoundInstrument[] => {
  const symbol = parseSymbol('CN', text)
  const wanted = symbol.ok ? symbol.data.slice(0, 6) : shortName(text).toLowerCase()
  const ranked = rows.flatMap(({ code, orgId, zwjc, pinyin }) => {
    const name = shortName(zwjc ?? '')
    const listed = parseSymbol('CN', code)
    if (!listed.ok || !name) return []
    const texts = [code, name.toLowerCase(), (pinyin ?? '').toLowerCase()]
    const rank = texts.includes(wanted)
      ? 0
      : texts.some((t) => t.startsWith(wanted))
        ? 1
        : name.toLowerCase().includes(wanted)
          ? 2
          : null
    if (rank === null || !wanted) return []
    const found: FoundInstrument = {
      market: 'CN',
      symbol: listed.data,
      name,
      names: { zh: name },
      exchange: null,
      identifiers: orgId ? { org_id: orgId } : {},
    }
    return [{ rank, found }]
  })
  return ranked
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST)
    .map(({ found }) => found)
}
