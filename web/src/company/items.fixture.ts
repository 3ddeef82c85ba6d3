/** Invented items of a company's datasets, for tests. Their figures belong to no real company. */
import type { Bar } from '#shared/datasets/bars.ts'
import type { ItemSource } from '../figures/stated.ts'
import type { EstimateOf } from './estimates/estimates.ts'
import type { CorporateAction } from './market/price-chart.ts'
import type { HolderStake } from './ownership/holders.ts'
import type { Trade } from './ownership/insiders.ts'

/** Where an invented item of another dataset comes from. */
export const itemSource = (key: string): ItemSource => ({
  key,
  provider: 'yahoo',
  known_at: '2026-01-01T00:00:00.000Z',
  retrieved_at: '2026-06-01T00:00:00.000Z',
  source_url: 'https://example.com/quote/TEST',
})

export const bar = (date: string, close: string, volume: string | null = '100'): Bar => ({
  date,
  close,
  volume,
  open: close,
  high: close,
  low: close,
  turnover: null,
})

export const dividend = (ex_date: string, amount: string): CorporateAction => ({
  kind: 'dividend',
  ex_date,
  amount,
  unit: 'USD/share',
  split_adjusted: false,
  announced_on: null,
  record_date: null,
  pay_date: null,
  plan: null,
})

export const split = (ex_date: string, ratio: string): CorporateAction => ({
  kind: 'split',
  ex_date,
  ratio,
  announced_on: null,
  plan: null,
})

/** A sale by one person on the open market, unless `rest` says otherwise. */
export const trade = (shares: string, rest: Partial<Trade> = {}): Trade => ({
  person: 'Roe Jane',
  role: null,
  traded_on: '2026-03-02',
  filed_at: null,
  action: 'sell',
  code: null,
  open_market: true,
  derivative: false,
  shares,
  price: '10',
  price_unit: 'USD/share',
  shares_after: null,
  document_id: null,
  ...rest,
})

export const holding = (
  as_of: string,
  holder: string,
  rest: Partial<HolderStake> = {},
): HolderStake => ({
  kind: 'holder',
  as_of,
  scope: 'total',
  holder,
  holder_kind: null,
  rank: null,
  shares: null,
  fraction: null,
  change: null,
  value: null,
  value_unit: null,
  ...rest,
})

export const consensus = (
  concept: string,
  period: string,
  period_end: string | null,
): EstimateOf<'consensus'> => ({
  kind: 'consensus',
  concept,
  period,
  period_end,
  as_of: '2026-06-01',
  unit: 'USD/share',
  mean: '2',
  high: '3',
  low: '1',
  analysts: 4,
})

export const surprise = (period: string, period_end: string | null): EstimateOf<'surprise'> => ({
  kind: 'surprise',
  concept: 'eps_diluted',
  period,
  period_end,
  as_of: '2026-06-01',
  unit: 'USD/share',
  actual: '2.01',
  estimate: '1.9884',
})
