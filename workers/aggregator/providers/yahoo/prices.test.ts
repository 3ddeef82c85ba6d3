/** The traps of Yahoo's charts: prices, bars and their days. */
import { describe, expect, test } from 'vitest'
import { caseContext, recordedBody } from '../test/case.ts'
import { seriesOf } from './bars.ts'
import { readChart } from './chart.ts'
import { fakeChart } from './fakes.fixture.ts'
import { decimalOfFloat } from './float.ts'
import { yahoo } from './index.ts'
import { query } from './query.fixture.ts'
import { chartQuote } from './quote.ts'

describe('prices', () => {
  test('noise of 32-bit floats goes, digits that are there stay', () => {
    expect(
      [475.3999938964844, 75.0875015258789, 1443.33337402344, 72.71607208251953].map(
        decimalOfFloat,
      ),
    ).toEqual(['475.4', '75.0875', '1443.3334', '72.71607'])
    expect([333.825, 612345.12, 490, 15022100480, 0.205].map(decimalOfFloat)).toEqual([
      '333.825',
      '612345.12',
      '490',
      '15022100480',
      '0.205',
    ])
  })

  type Result = {
    meta: Record<string, unknown>
    timestamp: number[]
    indicators: { quote: Record<string, (number | null)[]>[]; adjclose?: unknown }
  }
  const changed = (change: (result: Result) => void) => {
    const json = JSON.parse(fakeChart('HK')) as { chart: { result: [Result] } }
    change(json.chart.result[0])
    const chart = readChart('HK', json)
    if (!chart.ok || !chart.data) throw new Error('no chart')
    return chart.data
  }

  test('the live bar beside the own bar of a day is that day, once', () => {
    const { days } = changed(({ timestamp, indicators: { quote }, ...result }) => {
      timestamp.push(1_795_161_600)
      for (const values of Object.values(quote[0] ?? {})) values.push(113)
      Object.assign(result, { indicators: { quote } })
    })
    expect(days.map(({ date, close }) => [date, close])).toEqual([
      ['2026-11-18', 100.5],
      ['2026-11-19', 101.5],
      ['2026-11-20', 113],
    ])
  })
  test('a holiday or a bar not begun holds null, and is no day', () => {
    const chart = changed(({ indicators: { quote } }) => {
      for (const values of Object.values(quote[0] ?? {})) values[1] = null
    })
    expect(chart.days.map(({ date }) => date)).toEqual(['2026-11-18', '2026-11-20'])
    expect(chartQuote(chart, 'HK').previous_close).toBe('100.5')
  })
  test('a previous close that does not fit the change Yahoo tells is of another day', () => {
    expect(
      chartQuote(
        changed(({ meta }) => Object.assign(meta, { regularMarketChangePercent: 9.468 })),
        'HK',
      ),
    ).toMatchObject({ previous_close: '101.5' })
    expect(
      chartQuote(
        changed(({ meta }) => Object.assign(meta, { regularMarketChangePercent: 1 })),
        'HK',
      ),
    ).toMatchObject({ previous_close: null, change: null })
  })
  test('lists of unequal length are not put together', () => {
    const json = JSON.parse(fakeChart('HK')) as { chart: { result: [Result] } }
    json.chart.result[0].timestamp.pop()
    expect(readChart('HK', json)).toMatchObject({
      reason: 'malformed',
      detail: expect.stringContaining('quote.0'),
    })
  })

  describe('as recorded', () => {
    const tomoe = () => {
      const chart = readChart(
        'JP',
        JSON.parse(recordedBody('yahoo/chart_6309.T_1mo_1d_split_dividend_2025-05-19.json')),
      )
      if (!chart.ok || !chart.data) throw new Error('no chart')
      return chart.data
    }
    const seriesIn = (chart: ReturnType<typeof tomoe>) => {
      const series = seriesOf(chart, 'JP')
      if (!series.ok) throw new Error(series.detail)
      return Object.fromEntries(
        series.data.map(({ adjustment, bars }) => [
          adjustment,
          Object.fromEntries(bars.map((bar) => [bar.date, bar])),
        ]),
      )
    }
    test('open to close are divided by splits and not by dividends; as traded they are times 3 before 3:1, and volumes a third', () => {
      const { split, raw, total_return } = seriesIn(tomoe())
      expect(split?.['2025-04-25']).toMatchObject({
        open: '1393.3334',
        close: '1403.3334',
        volume: '183600',
      })
      expect(raw?.['2025-04-25']).toMatchObject({
        open: '4180',
        high: '4235',
        low: '4180',
        close: '4210',
        volume: '61200',
      })
      expect(total_return?.['2025-04-25']).toMatchObject({
        close: expect.stringMatching(/^1330\.333/),
        open: null,
      })
      expect(raw?.['2025-04-28']).toEqual(split?.['2025-04-28'])
    })
    test("the last bar's time is that of the last trade, on the market's own date", () => {
      expect(tomoe().days.at(-1)?.date).toBe('2025-05-19')
    })
    test('previous close is the last but one bar, never chartPreviousClose', () => {
      const chart = readChart(
        'HK',
        JSON.parse(recordedBody('yahoo/chart_0700.HK_5d_1d_2026-08-07.json')),
      )
      if (!chart.ok || !chart.data) throw new Error('no chart')
      expect(chart.data.meta.chartPreviousClose).toBe(475.2)
      expect(chartQuote(chart.data, 'HK')).toMatchObject({
        price: '478.8',
        previous_close: '479.2',
        open: '479',
        high: '483.2',
        low: '475.4',
        change: '-0.4',
        change_fraction: '-0.000835',
        delay: { kind: 'delayed', minutes: null },
      })
    })
    test('dividends are of today’s shares; a split is shares after for one before', async () => {
      const file = 'yahoo/yahoo-finance2-fixtures/chart-AAPL-2020-08-31-to-2020-11-07.json'
      const { context, sent } = caseContext({
        answers: [{ match: '', body: () => recordedBody(file) }],
      })
      const answer = await yahoo.datasets.actions?.fetch(query('US', 'AAPL'), context)
      expect(answer?.ok && answer.data.items.map(({ item }) => item)).toEqual([
        { kind: 'split', ex_date: '2020-08-31', ratio: '4', announced_on: null, plan: '4:1' },
        {
          kind: 'dividend',
          ex_date: '2020-11-06',
          amount: '0.205',
          unit: 'USD/share',
          split_adjusted: true,
          announced_on: null,
          record_date: null,
          pay_date: null,
          plan: null,
        },
      ])
      // To now, whatever day was asked for: a later split would be missing.
      expect(new URL(sent[0]?.url ?? '').searchParams.get('period2')).toBe('1795435200')
    })
  })
})
