/**
 * CNInfo's history of dividends. A plan is a text for ten shares, `10送1转增4股派0.5元（含税）`; it is read
 * as dividends and splits for one share. Pure.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { perShare } from '#shared/units/scale.ts'
import { type DividendPlan, readPlan } from '../dividend-plan.ts'

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

/** What a plan gives for one share. A plan may differ for A and B shares. */
export const planOf = (words: string, isB: boolean): DividendPlan => {
  const parts = words.normalize('NFKC').split(/[,;]/)
  const own = parts.filter((part) => part.trim().startsWith(isB ? 'B股' : 'A股'))
  const shared = parts.filter((part) => !/^\s*[AB]股/.test(part))
  const text = (own.length > 0 ? own : shared).join(',').trim()
  return readPlan(text.replace(/^[AB]股/, ''), { own: 'CNY', base: null })
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
 * been carried out; a plan that cannot be read is shown as such.
 */
export const actionsOf = (
  { F007V: words, F018D: recordDate, F020D: exDate, F023D: payDate }: DividendRecord,
  isB: boolean,
): CninfoAction[] => {
  if (exDate === null) return []
  const plan = planOf(words, isB)
  const date = recordDate ?? exDate
  const shared = { ex_date: exDate, announced_on: null, plan: words }
  const actions: CninfoAction[] = []
  for (const { amount, currency } of plan.cash) {
    const { unit } = perShare(amount, currency)
    const dates = { record_date: recordDate, pay_date: payDate }
    actions.push({
      key: `dividend ${exDate}${currency === 'CNY' ? '' : ` ${currency}`}`,
      item: { kind: 'dividend', amount, unit, split_adjusted: false, ...shared, ...dates },
      date,
    })
  }
  if (plan.ratio)
    actions.push({
      key: `split ${exDate}`,
      item: { kind: 'split', ratio: plan.ratio, ...shared },
      date,
    })
  if (plan.unread)
    actions.push({ key: `unread ${exDate}`, item: { kind: 'unread', ...shared }, date })
  return actions
}
