/**
 * CNInfo's history of dividends. A plan is a text for ten shares, `10送1转增4股派0.5元（含税）`; it is read
 * as dividends and splits for one share. Pure.
 */
import { Decimal } from 'decimal.js'
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { fraction, perShare } from '#shared/units/scale.ts'

export const PATH = 'companyOverview/getCompanyHisDividend'

/**
 * F001V report, F007V plan, F018D record date, F020D ex date, F023D day of payment. A plan that has
 * not been carried out yet has no ex date.
 */
export const dividendRecord = z.object({
  F001V: z.string().nullable(),
  F007V: z.string().min(1),
  F018D: z.iso.date().nullable(),
  F020D: z.iso.date().nullable(),
  F023D: z.iso.date().nullable(),
})
type DividendRecord = z.infer<typeof dividendRecord>

const NUMBER = String.raw`(\d+(?:\.\d+)?)`
const after = (word: string, text: string): Decimal =>
  new Decimal(new RegExp(`${word}${NUMBER}`).exec(text)?.[1] ?? 0)

export interface CninfoPlan {
  /** Before tax, in yuan for one share. */
  cash: Decimal
  /** The number of shares after the split for one share before it. */
  shares: Decimal
}

/**
 * What a plan gives for one share; null when its text does not have the known form. A plan may
 * differ for A and B shares.
 */
export const planOf = (words: string, isB: boolean): CninfoPlan | null => {
  const parts = words.normalize('NFKC').split(/[,;]/)
  const own =
    parts.find((part) => part.trim().startsWith(isB ? 'B股' : 'A股')) ??
    parts.find((part) => !/^\s*[AB]股/.test(part))
  const [, base, rest] =
    new RegExp(`^(?:[AB]股)?(?:每)?${NUMBER}股?(.*)$`).exec(own?.trim() ?? '') ?? []
  if (!base || rest === undefined || Number(base) === 0) return null
  const bonus = after('送', rest).plus(after('转增?', rest))
  return { cash: after('派(?:现金|发现金)?', rest).div(base), shares: bonus.div(base).plus(1) }
}

export interface CninfoAction {
  key: string
  item: ItemOf<'actions'>
  /**
   * The day by which the action was known to all: the holders on the record date get the dividend.
   */
  date: string
}

/**
 * The dividends and splits of one record. There are none when the plan gives nothing or has not
 * been carried out.
 */
export const actionsOf = (
  { F007V: words, F018D: recordDate, F020D: exDate, F023D: payDate }: DividendRecord,
  isB: boolean,
): CninfoAction[] => {
  const plan = planOf(words, isB)
  if (!plan || exDate === null) return []
  const date = recordDate ?? exDate
  const actions: CninfoAction[] = []
  if (plan.cash.gt(0)) {
    const { value: amount, unit } = perShare(plan.cash, 'CNY')
    const dates = {
      ex_date: exDate,
      announced_on: null,
      record_date: recordDate,
      pay_date: payDate,
    }
    actions.push({
      key: `dividend ${exDate}`,
      item: { kind: 'dividend', amount, unit, split_adjusted: false, plan: words, ...dates },
      date,
    })
  }
  if (plan.shares.gt(1))
    actions.push({
      key: `split ${exDate}`,
      item: {
        kind: 'split',
        ex_date: exDate,
        ratio: fraction(plan.shares).value,
        announced_on: null,
        plan: words,
      },
      date,
    })
  return actions
}
