/** The number of rows that Yahoo's full recorded answers give. */
import { describe, expect, test } from 'vitest'
import { HTTP, items, itemsAs, RS, type Series } from './recorded.fixture.ts'

const HOLDERS = `${RS}holders_api_institutionOwnership-fundOwnership-majorHoldersBreakdown-insiderTransactions-insiderHolders-netSharePurchaseActivity_AAPL.json`

describe('the full answers', () => {
  test.each([
    ['chart_0700.HK_5d_1d_2026-08-07.json', 'HK', '00700', ['split 5', 'raw 5']],
    [
      'chart_6309.T_1mo_1d_split_dividend_2025-05-19.json',
      'JP',
      '6309',
      ['split 18', 'total_return 18', 'raw 18'],
    ],
    [`${RS}history_chart_AAPL.json`, 'US', 'AAPL', ['split 127', 'total_return 127', 'raw 127']],
    [`${RS}history_chart_MSFT.json`, 'US', 'MSFT', ['split 127', 'total_return 127', 'raw 127']],
    [
      `${HTTP}chart-AAPL-2020-08-31-to-2020-11-07.json`,
      'US',
      'AAPL',
      ['split 49', 'total_return 49'],
    ],
    [
      `${HTTP}chart-AAPL-2020-01-01-to-2020-01-03.json`,
      'US',
      'AAPL',
      ['split 1', 'total_return 1'],
    ],
    [
      `${HTTP}chart-BABA-2020-01-01-to-2020-01-03.json`,
      'US',
      'BABA',
      ['split 1', 'total_return 1'],
    ],
    [
      `${HTTP}chart-GOOG-2020-01-01-to-2020-01-03.json`,
      'US',
      'GOOG',
      ['split 1', 'total_return 1'],
    ],
  ] as const)('bars of %s', async (file, market, symbol, series) => {
    expect(
      (await itemsAs<Series>(file, 'bars', market, symbol)).map(
        ({ adjustment, bars }) => `${adjustment} ${bars.length}`,
      ),
    ).toEqual(series)
  })

  test.each([
    ['filings', `${HTTP}quoteSummary-all-AAPL.json`, 'AAPL', 55],
    ['filings', `${HTTP}quoteSummary-all-BABA.json`, 'BABA', 110],
    ['filings', `${HTTP}quoteSummary-all-GOOG.json`, 'GOOG', 70],
    ['filings', `${HTTP}quoteSummary-secFilings-AAPL.json`, 'AAPL', 55],
    ['insiders', `${HTTP}quoteSummary-all-AAPL.json`, 'AAPL', 37],
    ['insiders', `${HTTP}quoteSummary-all-GOOG.json`, 'GOOG', 89],
    ['insiders', `${HTTP}quoteSummary-insiderTransactions-AAPL.json`, 'AAPL', 37],
    ['insiders', HOLDERS, 'AAPL', 34],
    ['holders', `${HTTP}quoteSummary-all-AAPL.json`, 'AAPL', 21],
    ['holders', `${HTTP}quoteSummary-all-BABA.json`, 'BABA', 21],
    ['holders', `${HTTP}quoteSummary-all-GOOG.json`, 'GOOG', 21],
    ['holders', `${HTTP}quoteSummary-institutionOwnership-AAPL.json`, 'AAPL', 10],
    ['holders', HOLDERS, 'AAPL', 21],
  ] as const)('%s of %s', async (dataset, file, symbol, count) => {
    expect(await items(file, dataset, 'US', symbol)).toHaveLength(count)
  })
})
