/** Turns the mirror's rows into filings. Times are Tokyo's; codes have a fifth character. Pure. */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { localInstant, marketDate, MARKET_ZONES } from '../../time/market-time.ts'
import { plainText } from '../plain-text.ts'
import type { ProviderResult, Subject } from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'

const rowSchema = z.object({
  id: z.union([z.string().min(1), z.number().transform(String)]),
  pubdate: z.string(),
  company_code: z.string().min(4),
  company_name: z.string().trim().min(1),
  title: z.string().trim().min(1),
  document_url: z.url({ protocol: /^https?$/ }),
})
const answerSchema = z.object({ items: z.array(z.object({ Tdnet: rowSchema })) })

/** `72030` -> `7203`. */
const symbolIn = (code: string): string =>
  code.length === 5 && code.endsWith('0') ? code.slice(0, 4) : code

const COUNTER = 'rd.php?'
/**
 * The mirror's links pass through its own counter. The text after `rd.php?` is TDnet's own address.
 */
const directUrl = (url: string): string => {
  const at = url.indexOf(COUNTER)
  const direct = at < 0 ? '' : url.slice(at + COUNTER.length)
  return /^https?:\/\/./.test(direct) ? direct : url
}

/** Kinds of disclosure, by words that their titles must contain. */
const FORMS = [
  '決算短信',
  '業績予想の修正',
  '配当予想の修正',
  '自己株式の取得',
  '自己株式取得',
  '株式分割',
  'コーポレート・ガバナンス',
] as const
const formOf = (title: string): string | null =>
  FORMS.find((form) => title.replaceAll(/\s/g, '').includes(form)) ?? null

export interface Disclosures {
  subject: Subject
  /** Newest first. */
  filings: ItemOf<'filings'>[]
}

export const readDisclosures = (symbol: string, json: unknown): ProviderResult<Disclosures> => {
  const parsed = answerSchema.safeParse(json)
  if (!parsed.success) return malformed('tdnet', `list ${parsed.error.issues[0]?.path.join('.')}`)
  const rows = parsed.data.items.map(({ Tdnet }) => Tdnet)
  const filings: ItemOf<'filings'>[] = []
  for (const row of rows) {
    const acceptedAt = localInstant(row.pubdate, 'yyyy-MM-dd HH:mm:ss', MARKET_ZONES.JP)
    const title = plainText(row.title)
    if (!acceptedAt || !title) return malformed('tdnet', `list ${acceptedAt ? 'title' : 'pubdate'}`)
    filings.push({
      title,
      form: formOf(title),
      filed_at: marketDate(acceptedAt, 'JP'),
      accepted_at: acceptedAt,
      period_end: null,
      url: directUrl(row.document_url),
      document_id: row.id,
    })
  }
  // If one row is about another company, the whole answer is about it and is refused.
  const about = rows.find((row) => symbolIn(row.company_code) !== symbol) ?? rows[0]
  const subject = {
    symbol: about ? symbolIn(about.company_code) : null,
    name: about?.company_name ?? null,
    currency: null,
  }
  return {
    ok: true,
    data: {
      subject,
      filings: filings.toSorted((a, b) => (b.accepted_at ?? '').localeCompare(a.accepted_at ?? '')),
    },
  }
}
