/** What each method of valuation cannot see, for people. Pure data. */
import type { TwoLanguages } from './refusals.ts'

export const LIMITS = {
  flow_after_interest: {
    en: 'The flow is after interest and discounted at the cost of equity, so net cash is not added.',
    zh: '现金流已扣利息并以股权成本折现，故不再加净现金。',
  },
  stock_pay_deducted: {
    en: 'Pay in shares is deducted from the flow.',
    zh: '现金流已扣除股份支付。',
  },
  stock_pay_not_filed: {
    en: 'Pay in shares is not filed, so none is deducted.',
    zh: '公司未披露股份支付，故未扣除。',
  },
  growth_from_past: {
    en: 'Growth of the total flow is taken from the past and fades evenly; it is no forecast.',
    zh: '总现金流的增长率取自过去并均匀递减，不是预测。',
  },
  no_growth_assumed: { en: 'No growth is assumed.', zh: '假设零增长。' },
  leases_not_debt: {
    en: 'Leases are not counted as debt, unless the company files them as debt.',
    zh: '租赁负债不计入债务，除非公司将其列为有息负债。',
  },
  returns_fade: {
    en: 'The return on equity moves evenly to the cost of equity.',
    zh: '净资产收益率均匀趋向股权成本。',
  },
  returns_last: {
    en: 'The return on equity is assumed to last for ever.',
    zh: '假设净资产收益率长期不变。',
  },
  book_as_filed: {
    en: 'Book value is taken as filed, with goodwill and with loans at their filed worth.',
    zh: '净资产按披露数计，含商誉，贷款按账面价值计。',
  },
  payout_not_filed: {
    en: 'No payout is filed, so book value is not assumed to grow.',
    zh: '未披露派息率，故不假设净资产增长。',
  },
  dividends_only: {
    en: 'Only dividends count, no buybacks.',
    zh: '只计股息，不计回购。',
  },
  little_is_paid_out: {
    en: 'Less than half of the profit is paid out, so the value is not in the range.',
    zh: '派息不足利润的一半，故不计入估值区间。',
  },
  past_prices_right: {
    en: 'It assumes that the market was right on average in the past.',
    zh: '假设市场过去的定价平均而言合理。',
  },
  peers_prices_right: {
    en: 'It assumes that the market prices the peers rightly and that they are alike.',
    zh: '假设市场对同业的定价合理，且同业可比。',
  },
  peers_of_kind: {
    en: 'Of its industry too few companies are known, so the peers are all of its kind.',
    zh: '所属行业可比公司太少，故以同类公司为同业。',
  },
  liquidation_floor: {
    en: 'A floor for a liquidation: current assets less all liabilities. It is not in the range.',
    zh: '清算底线：流动资产减全部负债，不计入估值区间。',
  },
} as const satisfies Record<string, TwoLanguages>

export type LimitCode = keyof typeof LIMITS
export const LIMIT_CODES = Object.keys(LIMITS) as LimitCode[]
