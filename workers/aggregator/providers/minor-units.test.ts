/**
 * Pence, cents and agorot in the answers of providers: an amount for one share is converted by 100,
 * and what is quoted in them is no quote of the four markets.
 */
import { describe, expect, test } from 'vitest'
import { actionSchema } from '#shared/datasets/actions.ts'
import { currencySchema, perShareUnitSchema } from '#shared/datasets/elements.ts'
import { MINOR_UNITS } from '#shared/units/stated-currency.ts'
import { insiderOf } from './finnhub/insiders.ts'
import { currencyOf, readSection } from './finnhub/report.ts'
import { caseContext } from './test/case.ts'
import { priceCurrency } from './twelvedata/answers.ts'
import { readChart } from './yahoo/chart.ts'
import { fakeChart } from './yahoo/fakes.fixture.ts'
import { yahoo } from './yahoo/index.ts'
import { query } from './yahoo/query.fixture.ts'

const MINOR = Object.entries(MINOR_UNITS)

interface ChartJson {
  chart: { result: [{ meta: Record<string, unknown>; events?: unknown; timestamp: number[] }] }
}
const chartWith = (change: (result: ChartJson['chart']['result'][0]) => void): ChartJson => {
  const json: ChartJson = JSON.parse(fakeChart('HK'))
  change(json.chart.result[0])
  return json
}

describe.each(MINOR)('%s is a hundredth of %s', (code, currency) => {
  test('a dividend in it is converted', async () => {
    const json = chartWith((result) => {
      const date = result.timestamp[0] ?? 0
      result.events = { dividends: { [date]: { amount: 12.5, date, currency: code } } }
    })
    const { context } = caseContext({ answers: [{ match: '', body: () => JSON.stringify(json) }] })
    const answer = await yahoo.datasets.actions?.fetch(query('HK', '00700'), context)
    expect(answer?.ok && answer.data.items.map(({ item }) => item)).toMatchObject([
      { kind: 'dividend', amount: '0.125', unit: `${currency}/share` },
    ])
  })
  test('a price of an insider’s trade in it is converted', () => {
    const row = {
      name: 'A Person',
      change: -100,
      filingDate: '2026-11-20',
      transactionDate: '2026-11-18',
      transactionCode: 'S',
      transactionPrice: 1234.5,
      isDerivative: false,
      currency: code,
    }
    expect(insiderOf(row)).toMatchObject({ price: '12.345', price_unit: `${currency}/share` })
    expect(insiderOf({ ...row, currency: '' })).toMatchObject({ price_unit: 'USD/share' })
    // An unknown currency is not taken for dollars.
    expect(insiderOf({ ...row, currency: 'XXQ' })).toMatchObject({ price: null, price_unit: null })
  })
  test('a quote in it is of no share of the four markets', () => {
    expect(
      readChart(
        'HK',
        chartWith(({ meta }) => Object.assign(meta, { currency: code })),
      ),
    ).toMatchObject({ ok: false, reason: 'wrong_instrument' })
    expect(priceCurrency('quote', code)).toMatchObject({ ok: false, reason: 'malformed' })
  })
  test('a line of a statement in it is none in the currency', () => {
    const section = readSection([{ concept: 'us-gaap_Assets', unit: code, value: 100 }], 'bs')
    expect(section.ok && currencyOf([section.data])).toBeNull()
  })
  test('no record of a dataset has it as its currency', () => {
    expect(currencySchema.safeParse(code).success).toBe(false)
    expect(perShareUnitSchema.safeParse(`${code}/share`).success).toBe(false)
    expect(perShareUnitSchema.safeParse(`${currency}/share`).success).toBe(true)
    const dividend = {
      kind: 'dividend',
      ex_date: '2026-11-18',
      amount: '12.5',
      unit: `${code}/share`,
      split_adjusted: false,
      announced_on: null,
      record_date: null,
      pay_date: null,
      plan: null,
    }
    expect(actionSchema.safeParse(dividend).success).toBe(false)
    expect(actionSchema.safeParse({ ...dividend, unit: `${currency}/share` }).success).toBe(true)
  })
})

test('a dividend in a currency that is not known is refused', async () => {
  const json = chartWith((result) => {
    const date = result.timestamp[0] ?? 0
    result.events = { dividends: { [date]: { amount: 12.5, date, currency: 'XXQ' } } }
  })
  const { context } = caseContext({ answers: [{ match: '', body: () => JSON.stringify(json) }] })
  expect(await yahoo.datasets.actions?.fetch(query('HK', '00700'), context)).toMatchObject({
    ok: false,
    reason: 'malformed',
  })
})
