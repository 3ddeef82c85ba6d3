/**
 * Answers in Twelve Data's documented form about a company that does not exist, with invented
 * figures. Tests only.
 */
import type { Market } from '#shared/names.ts'

export const NAME = 'Synthetic Example Co'
export const LISTINGS: Record<
  Market,
  {
    symbol: string
    code: string
    mic_code: string
    exchange: string
    currency: string
    country: string
    asked: string
  }
> = {
  US: {
    symbol: 'ZZZZ',
    code: 'ZZZZ',
    mic_code: 'XNGS',
    exchange: 'NASDAQ',
    currency: 'USD',
    country: 'United States',
    asked: 'symbol=ZZZZ&country=United+States',
  },
  HK: {
    symbol: '09998',
    code: '9998',
    mic_code: 'XHKG',
    exchange: 'HKEX',
    currency: 'HKD',
    country: 'Hong Kong',
    asked: 'symbol=9998&mic_code=XHKG',
  },
  CN: {
    symbol: '609999.SH',
    code: '609999',
    mic_code: 'XSHG',
    exchange: 'SSE',
    currency: 'CNY',
    country: 'China',
    asked: 'symbol=609999&mic_code=XSHG',
  },
  JP: {
    symbol: '9998',
    code: '9998',
    mic_code: 'XJPX',
    exchange: 'JPX',
    currency: 'JPY',
    country: 'Japan',
    asked: 'symbol=9998&country=Japan',
  },
}

const metaOf = (market: Market) => {
  const { code, mic_code, exchange, currency } = LISTINGS[market]
  return { symbol: code, name: NAME, currency, exchange, mic_code, type: 'Common Stock' }
}

export const quoteAnswer = (market: Market, isOpen = false) =>
  JSON.stringify({
    ...metaOf(market),
    datetime: '2026-11-20',
    timestamp: 1795186800,
    open: '11.10000',
    high: '11.30000',
    low: '11.00000',
    close: '11.22000',
    volume: '111111',
    previous_close: '11.11000',
    change: '0.11000',
    percent_change: '0.99010',
    average_volume: '222222',
    is_market_open: isOpen,
    fifty_two_week: { low: '10.00000', high: '12.00000', range: '10.000000 - 12.000000' },
  })

export const seriesAnswer = (market: Market) =>
  JSON.stringify({
    meta: { ...metaOf(market), interval: '1day', exchange_timezone: 'UTC' },
    values: [
      {
        datetime: '2026-11-20',
        open: '11.10000',
        high: '11.30000',
        low: '11.00000',
        close: '11.22000',
        volume: '111111',
      },
      {
        datetime: '2026-11-19',
        open: '11.00000',
        high: '11.20000',
        low: '10.90000',
        close: '11.11000',
        volume: '222222',
      },
    ],
    status: 'ok',
  })

export const dividendsAnswer = (market: Market) =>
  JSON.stringify({
    meta: metaOf(market),
    dividends: [
      { ex_date: '2026-06-05', amount: 0.1111 },
      { ex_date: '2025-06-06', amount: 0.1 },
    ],
  })
export const splitsAnswer = (market: Market) =>
  JSON.stringify({
    meta: metaOf(market),
    splits: [
      {
        date: '2025-01-02',
        description: '7-for-1 split',
        ratio: 0.14286,
        from_factor: 7,
        to_factor: 1,
      },
    ],
  })

export const profileAnswer = (market: Market, country = LISTINGS[market].country) => {
  const { code, exchange, mic_code } = LISTINGS[market]
  return JSON.stringify({
    symbol: code,
    name: NAME,
    exchange,
    mic_code,
    sector: 'Technology',
    industry: 'Examples',
    employees: 1111,
    website: 'https://example.com',
    description: 'A company that does not exist.',
    type: 'Common Stock',
    CEO: 'A. Nobody',
    address: '1 Example Street',
    address2: '',
    city: 'Nowhere',
    zip: '11111',
    state: '',
    country,
    phone: '',
  })
}

export const statisticsAnswer = (market: Market) =>
  JSON.stringify({
    meta: metaOf(market),
    statistics: {
      valuations_metrics: {
        market_capitalization: 111111111,
        enterprise_value: 122222222,
        trailing_pe: 11.1,
        forward_pe: 10.1,
        peg_ratio: 1.1,
        price_to_sales_ttm: 1.11,
        price_to_book_mrq: 1.22,
        enterprise_to_revenue: 1.33,
        enterprise_to_ebitda: 11.4,
      },
      financials: { balance_sheet: { total_debt_to_equity_mrq: 11.1 } },
      stock_statistics: { shares_outstanding: 11111111, float_shares: 10111111 },
      stock_price_summary: { fifty_two_week_low: 10, fifty_two_week_high: 12, beta: 1.1 },
      dividends_and_splits: { trailing_annual_dividend_yield: 0.011 },
    },
  })

export const incomeAnswer = () =>
  JSON.stringify({
    income_statement: [
      {
        fiscal_date: '2025-12-31',
        year: 2026,
        revenue: { total_revenue: 111111 },
        operating_income: { operating_income_value: 22222 },
        net_income: { net_income_common_stockholders: 11111 },
        earnings_per_share: { diluted_eps: 1.11 },
      },
    ],
    status: 'ok',
  })
export const balanceAnswer = () =>
  JSON.stringify({
    balance_sheet: [{ fiscal_date: '2025-12-31', year: 2026, assets: { total_assets: 333333 } }],
    status: 'ok',
  })
export const cashFlowAnswer = () =>
  JSON.stringify({
    cash_flow: [
      {
        fiscal_date: '2025-12-31',
        year: 2026,
        cash_flow_from_investing_activities: { capital_expenditure: -4444 },
      },
    ],
    status: 'ok',
  })

export const insidersAnswer = () =>
  JSON.stringify({
    meta: metaOf('US'),
    insider_transactions: [
      {
        full_name: 'NOBODY A',
        position: 'Officer',
        date_reported: '2026-11-02',
        is_direct: true,
        shares: 1111,
        value: 12345,
        description: 'Sale at price 11.11 per share.',
      },
      {
        full_name: 'NOBODY B',
        position: 'Director',
        date_reported: '2026-11-01',
        is_direct: true,
        shares: 222,
        value: 0,
        description: 'Stock Award(Grant) at price 0.00 per share.',
      },
      {
        full_name: 'NOBODY C',
        position: 'Director',
        date_reported: '2026-10-30',
        is_direct: true,
        shares: 333,
        value: 3700,
        description: 'Sale at price 11.00 - 11.22 per share.',
      },
      {
        full_name: 'NOBODY D',
        position: 'Director',
        date_reported: '2026-10-29',
        is_direct: true,
        shares: 444,
        value: null,
        description: '',
      },
    ],
  })
export const holdersAnswer = () =>
  JSON.stringify({
    meta: metaOf('US'),
    institutional_holders: [
      {
        entity_name: 'Nobody Fund',
        date_reported: '2026-09-30',
        shares: 1111111,
        value: 12345678,
        percent_held: 0.0947,
      },
    ],
  })

export const foundAnswer = () =>
  JSON.stringify({
    data: [
      ...Object.values(LISTINGS).map(({ code, exchange, mic_code, currency, country }) => ({
        symbol: code,
        instrument_name: NAME,
        exchange,
        mic_code,
        exchange_timezone: 'UTC',
        instrument_type: 'Common Stock',
        country,
        currency,
      })),
      {
        symbol: 'ZZZ',
        instrument_name: NAME,
        exchange: 'VSE',
        mic_code: 'XWBO',
        exchange_timezone: 'UTC',
        instrument_type: 'Common Stock',
        country: 'Austria',
        currency: 'EUR',
      },
      {
        symbol: 'ZZZF',
        instrument_name: `${NAME} Fund`,
        exchange: 'NASDAQ',
        mic_code: 'XNMS',
        exchange_timezone: 'UTC',
        instrument_type: 'ETF',
        country: 'United States',
        currency: 'USD',
      },
    ],
    status: 'ok',
  })
