/**
 * Answers about a company that does not exist, in the form of the recorded answers, for markets
 * without recordings. Tests only.
 */
import type { Market } from '#shared/names.ts'
import { yahooSymbol } from './symbol.ts'

export const NAME = 'Synthetic Example Co., Ltd.'
export const SYMBOLS: Record<Market, string> = {
  US: 'ZZZZ',
  HK: '01111',
  CN: '600111.SH',
  JP: '1111',
}
const CURRENCIES: Record<Market, string> = { US: 'USD', HK: 'HKD', CN: 'CNY', JP: 'JPY' }
const of = (market: Market) => ({
  symbol: yahooSymbol(market, SYMBOLS[market]),
  currency: CURRENCIES[market],
})

/**
 * 2026-11-20 06:00 UTC and the two days before. At this time the session is open in Hong Kong,
 * Shanghai and Tokyo.
 */
const DAYS = [1_794_981_600, 1_795_068_000, 1_795_154_400] as const

export const fakeChart = (market: Market): string =>
  JSON.stringify({
    chart: {
      result: [
        {
          meta: {
            ...of(market),
            longName: NAME,
            shortName: NAME,
            instrumentType: 'EQUITY',
            priceHint: 2,
            dataGranularity: '1d',
            regularMarketTime: DAYS[2],
            regularMarketPrice: 111.11,
            regularMarketDayHigh: 112,
            regularMarketDayLow: 110,
            regularMarketVolume: 111_111,
          },
          timestamp: DAYS,
          events: {
            dividends: { [DAYS[1]]: { amount: 1.11, date: DAYS[1] } },
            splits: {
              [DAYS[2]]: { date: DAYS[2], numerator: 2, denominator: 1, splitRatio: '2:1' },
            },
          },
          indicators: {
            quote: [
              {
                open: [100, 101, 111],
                high: [101, 102, 112],
                low: [99, 100, 110],
                close: [100.5, 101.5, 111.11],
                volume: [200_000, 200_002, 111_111],
              },
            ],
            adjclose: [{ adjclose: [99.4, 101.5, 111.11] }],
          },
        },
      ],
      error: null,
    },
  })

export const fakeRate = (): string =>
  JSON.stringify({
    chart: {
      result: [
        {
          meta: {
            symbol: 'CNYUSD=X',
            currency: 'USD',
            instrumentType: 'CURRENCY',
            regularMarketPrice: 0.111111,
            regularMarketTime: DAYS[2],
          },
        },
      ],
      error: null,
    },
  })

type Values = readonly [type: string, date: string, period: string, raw: number]
const series = (symbol: string, currency: string, rows: readonly Values[]): string =>
  JSON.stringify({
    timeseries: {
      result: rows.map(([type, asOfDate, periodType, raw]) => ({
        meta: { symbol: [symbol], type: [type] },
        timestamp: [Date.parse(asOfDate) / 1_000],
        [type]: [
          {
            dataId: 1,
            asOfDate,
            periodType,
            currencyCode: currency,
            reportedValue: { raw, fmt: String(raw) },
          },
        ],
      })),
      error: null,
    },
  })

export const fakeStatements = (market: Market): string =>
  series(of(market).symbol, of(market).currency, [
    ['annualTotalRevenue', '2025-12-31', '12M', 111_111_000],
    ['annualNetIncome', '2025-12-31', '12M', 11_111_000],
    ['annualTotalAssets', '2025-12-31', '12M', 222_222_000],
    ['annualCapitalExpenditure', '2025-12-31', '12M', -1_111_000],
    ['quarterlyTotalRevenue', '2026-09-30', '3M', 33_333_000],
    ['trailingTotalRevenue', '2025-12-31', 'TTM', 111_111_000],
    ['trailingTotalRevenue', '2026-09-30', 'TTM', 122_222_000],
  ])

export const fakeShares = (market: Market): string =>
  series(of(market).symbol, of(market).currency, [
    ['annualOrdinarySharesNumber', '2025-12-31', '12M', 11_111_111],
    ['annualBasicAverageShares', '2025-12-31', '12M', 11_111_000],
    ['quarterlyOrdinarySharesNumber', '2026-09-30', '3M', 11_111_222],
  ])

export const fakeSearch = (market: Market): string => {
  const { symbol } = of(market)
  const listed = { quoteType: 'EQUITY', shortname: NAME, longname: NAME, isYahooFinance: true }
  const news = { publisher: 'Synthetic Wire', providerPublishTime: DAYS[2], type: 'STORY' }
  return JSON.stringify({
    quotes: [
      {
        ...listed,
        symbol,
        exchange: 'XXX',
        exchDisp: 'Example',
        sector: 'Technology',
        industry: 'Examples',
      },
      { ...listed, symbol: 'ZZZZ.VI', exchange: 'VIE' },
      { index: 'example', name: 'Example', permalink: 'example', isYahooFinance: false },
    ],
    news: [
      {
        ...news,
        uuid: 'example-1',
        title: 'Synthetic &amp; <b>Example</b> opens',
        link: 'https://finance.yahoo.com/news/example-1.html',
        relatedTickers: [symbol],
      },
      {
        ...news,
        uuid: 'example-2',
        title: 'Of another',
        link: 'https://finance.yahoo.com/news/example-2.html',
        relatedTickers: ['YYYY'],
      },
    ],
  })
}

const figure = (raw: number) => ({ raw, fmt: String(raw) })
const none = { avg: figure(0), low: figure(0), high: figure(0), numberOfAnalysts: figure(0) }

export const fakeSummary = (market: Market): string => {
  const { symbol, currency } = of(market)
  const held = {
    reportDate: { raw: 1_790_726_400, fmt: '2026-09-30' },
    pctHeld: figure(0.0111),
    position: figure(111_111),
    value: figure(12_345_543),
  }
  const expected = {
    avg: figure(1.11),
    low: figure(1),
    high: figure(1.22),
    numberOfAnalysts: figure(11),
    earningsCurrency: currency,
  }
  const dealing = {
    shares: figure(1_111),
    filerName: 'EXAMPLE PERSON',
    filerRelation: 'Director',
    startDate: { raw: 1_794_960_000, fmt: '2026-11-18' },
    ownership: 'D',
  }
  return JSON.stringify({
    quoteSummary: {
      result: [
        {
          price: {
            symbol,
            currency,
            longName: NAME,
            shortName: NAME,
            regularMarketPrice: 111.11,
            regularMarketTime: DAYS[2],
            marketCap: 1_111_100_000,
          },
          assetProfile: {
            country: 'Example',
            website: 'https://example.com',
            longBusinessSummary: 'Makes examples.',
            fullTimeEmployees: 111,
            companyOfficers: [],
          },
          summaryDetail: {
            trailingPE: 11.1,
            forwardPE: 10.1,
            trailingAnnualDividendYield: 0.0111,
            fiftyTwoWeekHigh: 122.22,
            fiftyTwoWeekLow: 99.99,
          },
          defaultKeyStatistics: {
            priceToBook: 1.11,
            sharesOutstanding: 10_000_000,
            floatShares: 9_000_000,
            lastFiscalYearEnd: 1_767_139_200,
          },
          financialData: {
            financialCurrency: currency,
            targetMeanPrice: 122.22,
            targetHighPrice: 133.33,
            targetLowPrice: 111.11,
            numberOfAnalystOpinions: 11,
          },
          earningsTrend: {
            trend: [
              {
                period: '0y',
                endDate: '2026-12-31',
                earningsEstimate: expected,
                revenueEstimate: { ...none, revenueCurrency: null },
              },
            ],
          },
          recommendationTrend: {
            trend: [{ period: '0m', strongBuy: 1, buy: 1, hold: 1, sell: 1, strongSell: 1 }],
          },
          institutionOwnership: {
            ownershipList: [{ ...held, organization: 'Example Institution' }],
          },
          fundOwnership: { ownershipList: [{ ...held, organization: 'Example Fund' }] },
          majorHoldersBreakdown: {
            insidersPercentHeld: 0.0111,
            institutionsPercentHeld: 0.1111,
            institutionsFloatPercentHeld: 0.2222,
            institutionsCount: 11,
          },
          insiderTransactions: {
            transactions: [{ ...dealing, transactionText: 'Sale at price 111.00 per share.' }],
          },
        },
      ],
      error: null,
    },
  })
}
