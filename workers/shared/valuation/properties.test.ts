/** What holds of every valuation, whatever the figures. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { impliedGrowth, presentValue, residualIncome } from './discounting.ts'
import { figuresMade, inputMade, type Made } from './figures.fixture.ts'
import { valueCompany } from './value-company.ts'

const fraction = (min: number, max: number) => fc.double({ min, max, noNaN: true })
const how = fc.record({
  growth: fraction(-0.3, 0.5),
  terminal: fraction(-0.02, 0.03),
  rate: fraction(0.05, 0.2),
  years: fc.integer({ min: 2, max: 15 }),
})
const flow = fraction(1, 1e12)
const worth = (of: number, given: Parameters<typeof presentValue>[1]): number => {
  const found = presentValue(of, given)
  if (!found.ok) throw new Error(found.reason)
  return found.value
}

test('a value falls with the rate', () => {
  fc.assert(
    fc.property(flow, how, fraction(0.001, 0.1), (of, given, more) => {
      expect(worth(of, { ...given, rate: given.rate + more })).toBeLessThan(worth(of, given))
    }),
  )
})

test('a value rises with growth, in the first year and without end', () => {
  fc.assert(
    fc.property(flow, how, fraction(0.0001, 0.01), (of, given, more) => {
      expect(worth(of, { ...given, growth: given.growth + more })).toBeGreaterThan(worth(of, given))
      expect(worth(of, { ...given, terminal: given.terminal + more })).toBeGreaterThan(
        worth(of, given),
      )
    }),
  )
})

test('the implied growth gives the value back', () => {
  fc.assert(
    fc.property(flow, how, (of, given) => {
      const value = worth(of, given)
      const found = impliedGrowth(value, of, given)
      expect(found.ok).toBe(true)
      if (found.ok) expect(worth(of, { ...given, growth: found.growth }) / value).toBeCloseTo(1, 8)
    }),
  )
})

test('a book that earns its cost is worth itself, more with a higher return', () => {
  fc.assert(
    fc.property(
      flow,
      fraction(0.03, 0.2),
      fraction(0, 1),
      fraction(0.01, 0.3),
      (book, rate, payout, more) => {
        const at = (roe: number) => residualIncome({ book, roe, payout, rate, years: 10 })
        const [even, better] = [at(rate), at(rate + more)]
        if (!even.ok || !better.ok) throw new Error('refused')
        expect(even.value / book).toBeCloseTo(1, 9)
        expect(better.value).toBeGreaterThan(even.value)
      },
    ),
  )
})

const company = (scale: number, split: number): Made => {
  const money = (value: number) => value * scale
  return {
    newest: {
      free_cash_flow: money(120),
      stock_based_compensation: money(20),
      revenue: money(1000),
      normalised_ebit_margin: 0.2,
      effective_tax_rate: 0.25,
      net_cash: money(100),
      net_income: money(160),
      operating_income: money(210),
      current_assets: money(900),
      total_liabilities: money(300),
      dividend_payout: 0.6,
      shares_diluted_adjusted: 100 * split,
    },
    years: {
      free_cash_flow: [60, 70, 80, 90, 100, 110].map(money),
      ebit_margin: [0.2, 0.2, 0.2],
      dividends_per_share_adjusted: [1, 1.1, 1.2, 1.3, 1.4, 1.5].map((d) => money(d) / split),
    },
  }
}
const valuesOf = (made: Made, price: number) => {
  const { methods, implied } = valueCompany(
    inputMade(made, {
      price: { ok: true, value: price },
      own: { pe: { token: 'x', multiple: 15 }, pb: null },
    }),
  )
  return {
    values: methods.flatMap((one) => (one.ok ? [one.per_share] : [])),
    implied: implied.ok ? implied.growth : Number.NaN,
  }
}

test('in another currency every value is multiplied by the rate, and implied growth stays', () => {
  const base = valuesOf(company(1, 1), 20)
  expect(base.values).toHaveLength(5)
  fc.assert(
    fc.property(fraction(0.005, 200), (rate) => {
      const other = valuesOf(company(rate, 1), 20 * rate)
      other.values.forEach((value, at) => {
        expect(value / (base.values[at] ?? 0) / rate).toBeCloseTo(1, 9)
      })
      expect(other.implied).toBeCloseTo(base.implied, 8)
    }),
  )
})

test('a split divides every value by its ratio, and implied growth stays', () => {
  const base = valuesOf(company(1, 1), 20)
  fc.assert(
    fc.property(fc.constantFrom(2, 3, 10, 0.1, 1.5), (ratio) => {
      const after = valuesOf(company(1, ratio), 20 / ratio)
      after.values.forEach((value, at) => {
        expect((value / (base.values[at] ?? 0)) * ratio).toBeCloseTo(1, 9)
      })
      expect(after.implied).toBeCloseTo(base.implied, 8)
    }),
  )
})

test('no figure in doubt comes into a value', () => {
  const made = company(1, 1)
  const names = [...Object.keys(made.newest ?? {}), ...Object.keys(made.years ?? {})]
  for (const name of names) {
    const doubtful = { ...made, doubted: [name] }
    const { methods } = valueCompany({ ...inputMade(doubtful), figures: figuresMade(doubtful) })
    for (const one of methods)
      if (one.ok) expect(one.inputs.filter((token) => token.startsWith(`${name}@`))).toEqual([])
  }
})
