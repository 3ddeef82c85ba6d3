/** Figures per share, all on the share basis of the newest known split. */
import { type Formula, formulaOf } from '../formula.ts'

const perShare = formulaOf('per_share')

const perDilutedShare = (
  id: string,
  of: string,
  en: string,
  zh: string,
  ofEn: string,
  ofZh: string,
  banks: boolean,
): Formula =>
  perShare({
    id,
    en,
    zh,
    unit: 'money/share',
    banks,
    inputs: { amount: of, shares: 'shares_diluted_adjusted' },
    positive: ['shares'],
    definition: {
      en: `${ofEn} divided by weighted diluted shares, split-adjusted`,
      zh: `${ofZh}除以按拆股调整的稀释加权平均股数`,
    },
    compute: ({ amount, shares }) => amount.n / shares.n,
  })

export const PER_SHARE: readonly Formula[] = [
  perDilutedShare(
    'revenue_per_share',
    'revenue',
    'Revenue per share',
    '每股营收',
    'Revenue',
    '营业总收入',
    true,
  ),
  perDilutedShare(
    'fcf_per_share',
    'free_cash_flow',
    'Free cash flow per share',
    '每股自由现金流',
    'Free cash flow',
    '自由现金流',
    false,
  ),
  perDilutedShare(
    'cash_per_share',
    'cash',
    'Cash per share',
    '每股货币资金',
    'Cash',
    '货币资金',
    false,
  ),
  perShare({
    id: 'book_value_per_share',
    en: 'Book value per share',
    zh: '每股净资产',
    unit: 'money/share',
    inputs: {
      equity_parent: 'equity_parent',
      shares: 'shares_outstanding_adjusted|shares_diluted_adjusted',
    },
    positive: ['shares'],
    definition: {
      en: "Equity of the parent's owners divided by the shares outstanding at the balance date or first counted within 100 days after it; where no count is filed, by weighted diluted shares",
      zh: '归母股东权益除以资产负债表日（或其后 100 天内首次披露）的总股本；未披露时除以稀释加权平均股数',
    },
    compute: ({ equity_parent, shares }) => equity_parent.n / shares.n,
  }),
  perShare({
    id: 'share_count_change',
    en: 'Change in share count',
    zh: '股数变动率',
    unit: 'ratio',
    scopes: ['annual', 'quarter', 'ttm'],
    inputs: { now: 'shares_diluted_adjusted', base: 'shares_diluted_adjusted@t-1' },
    positive: ['base'],
    definition: {
      en: 'Change in weighted diluted shares, split-adjusted, from a year earlier; a negative value means fewer shares',
      zh: '按拆股调整的稀释加权平均股数较上年同期的变动；负值表示股数减少',
    },
    compute: ({ now, base }) => now.n / base.n - 1,
  }),
]
