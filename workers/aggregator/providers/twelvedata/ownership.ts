/** /insider_transactions and /institutional_holders, for American companies. Pure. */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { fraction, money, perShare, shares } from '#shared/units/scale.ts'
import { negated } from '#shared/units/decimal.ts'
import type { ProviderResult, Subject } from '../../model/provider.ts'
import { figure, metaSchema, needed, priceCurrency, read, subjectOf, words } from './answers.ts'

export interface OwnershipList<T> {
  subject: Subject
  items: T[]
}

const tradeSchema = z.object({
  full_name: z.string().trim().min(1),
  position: words,
  date_reported: z.iso.date(),
  shares: needed,
  description: words,
})

type TradeAction = ItemOf<'insiders'>['action']
/**
 * What a description says about the action, and whether the holding grew. The first match counts. A
 * gift may be given or received.
 */
const DEEDS: readonly (readonly [RegExp, TradeAction, 1 | -1])[] = [
  [/^sale/i, 'sell', -1],
  [/^purchase/i, 'buy', 1],
  [/award|grant/i, 'award', 1],
  [/exercise|conversion/i, 'exercise', 1],
  [/tax/i, 'tax', -1],
]

/**
 * `Sale at price 123.45 per share.`; null for a range of prices, and for 0, which means no price.
 */
const priceIn = (description: string): string | null => {
  const given = /at price (\d+(?:\.\d+)?) per share/i.exec(description)?.[1]
  return given !== undefined && Number(given) > 0 ? given : null
}

/**
 * The answer gives only one date. A row is left out when its description does not name the action,
 * because then neither its direction nor its kind is known.
 */
export const readInsiders = (json: unknown): ProviderResult<OwnershipList<ItemOf<'insiders'>>> => {
  const parsed = read(
    'insider_transactions',
    z.object({ meta: metaSchema, insider_transactions: z.array(tradeSchema) }),
    json,
  )
  if (!parsed.ok) return parsed
  const { meta, insider_transactions: rows } = parsed.data
  const currency = priceCurrency('insider_transactions meta', meta.currency)
  if (!currency.ok) return currency
  const items = rows.flatMap((row): ItemOf<'insiders'>[] => {
    const description = row.description ?? ''
    const deed = DEEDS.find(([pattern]) => pattern.test(description))
    if (!deed) return []
    const [, action, sign] = deed
    const change = shares(row.shares, 'ones').value.replace('-', '')
    const given = priceIn(description)
    const price = given === null ? null : perShare(given, currency.data)
    return [
      {
        person: row.full_name,
        role: row.position,
        traded_on: row.date_reported,
        filed_at: null,
        action,
        code: null,
        open_market: action === 'sell' || action === 'buy',
        derivative: action === 'exercise',
        shares: sign < 0 ? negated(change) : change,
        price: price?.value ?? null,
        price_unit: price?.unit ?? null,
        shares_after: null,
        document_id: null,
      },
    ]
  })
  return { ok: true, data: { subject: subjectOf('US', meta), items } }
}

const holderSchema = z.object({
  entity_name: z.string().trim().min(1),
  date_reported: z.iso.date(),
  shares: figure,
  value: figure,
  percent_held: figure,
})

/** `percent_held` is a fraction despite its name (0.0947). */
export const readHolders = (json: unknown): ProviderResult<OwnershipList<ItemOf<'holders'>>> => {
  const parsed = read(
    'institutional_holders',
    z.object({ meta: metaSchema, institutional_holders: z.array(holderSchema) }),
    json,
  )
  if (!parsed.ok) return parsed
  const { meta, institutional_holders: rows } = parsed.data
  const currency = priceCurrency('institutional_holders meta', meta.currency)
  if (!currency.ok) return currency
  const items = rows.map((row, index): ItemOf<'holders'> => {
    const value = row.value === null ? null : money(row.value, 'ones', currency.data)
    return {
      kind: 'holder',
      as_of: row.date_reported,
      scope: 'institutions',
      holder: row.entity_name,
      holder_kind: null,
      rank: index + 1,
      shares: row.shares === null ? null : shares(row.shares, 'ones').value,
      fraction: row.percent_held === null ? null : fraction(row.percent_held).value,
      change: null,
      value: value?.value ?? null,
      value_unit: value?.unit ?? null,
    }
  })
  return { ok: true, data: { subject: subjectOf('US', meta), items } }
}
