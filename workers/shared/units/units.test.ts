import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  add,
  convert,
  marketValue,
  type Quantity,
  quantity,
  ratioOf,
  subtract,
} from './quantity.ts'
import { money, percent, perShare, shares, volumeScale } from './scale.ts'
import { MINOR_UNITS, perShareAsStated, statedCurrency } from './stated-currency.ts'
import { currencyOf, isCurrency, parseUnit, type Unit } from './unit.ts'

describe('arithmetic over different units', () => {
  test('does not compile, and is refused where it is forced through', () => {
    // @ts-expect-error yuan and dollars
    expect(add(money(1, 'ones', 'CNY'), money(1, 'ones', 'USD'))).toMatchObject({
      ok: false,
      reason: 'unit_mismatch',
    })
    // @ts-expect-error money and shares
    expect(subtract(money(1, 'ones', 'CNY'), shares(1, 'ones'))).toMatchObject({
      ok: false,
      reason: 'unit_mismatch',
    })
    // @ts-expect-error a rate from another currency
    expect(convert(money(1, 'ones', 'HKD'), quantity('0.14', 'USD/CNY'))).toMatchObject({
      ok: false,
      reason: 'unit_mismatch',
    })
    // @ts-expect-error an amount is no price a share
    expect(marketValue(money(1, 'ones', 'CNY'), shares(1, 'ones'))).toMatchObject({
      ok: false,
      reason: 'unit_mismatch',
    })
  })
  test('is refused when the units are known only at run time', () => {
    const unknown = (unit: Unit): Quantity => quantity('1', unit)
    expect(add(unknown('CNY'), unknown('HKD'))).toMatchObject({
      ok: false,
      reason: 'unit_mismatch',
    })
    expect(ratioOf(unknown('CNY'), unknown('CNY/share'))).toMatchObject({
      ok: false,
      reason: 'unit_mismatch',
    })
  })
  test('is exact within one unit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }),
        (a, b) => {
          expect(add(quantity(String(a), 'JPY'), quantity(String(b), 'JPY'))).toEqual({
            ok: true,
            data: { value: String(a + b), unit: 'JPY' },
          })
        },
      ),
    )
  })
})

describe('scales', () => {
  test('万元, 千元, 亿, millions, lots and percent become units of one', () => {
    expect(money(3431764.407, '万元', 'CNY')).toEqual({ value: '34317644070', unit: 'CNY' })
    expect(money('307181.5', '千元', 'CNY')).toEqual({ value: '307181500', unit: 'CNY' })
    expect(money(18281.64, '亿元', 'CNY')).toEqual({ value: '1828164000000', unit: 'CNY' })
    expect(money('2650000.5', 'millions', 'USD')).toEqual({ value: '2650000500000', unit: 'USD' })
    expect(shares(21064, '手')).toEqual({ value: '2106400', unit: 'shares' })
    expect(shares('125227.0215', '万股')).toEqual({ value: '1252270215', unit: 'shares' })
    expect(percent('0.4259')).toEqual({ value: '0.004259', unit: 'ratio' })
  })
  test('shares and lots are told apart by turnover and price', () => {
    expect(volumeScale(21064, 3071810000, 1459.88)).toBe('手')
    expect(volumeScale(2106400, 3071810000, 1459.88)).toBe('ones')
    expect(volumeScale(210, 3071810000, 1459.88)).toBeNull()
    expect(volumeScale(0, 0, 10)).toBeNull()
  })
  test('a market value is price times shares, in the currency of the price', () => {
    expect(marketValue(perShare('1459.88', 'CNY'), shares(1252270215, 'ones'))).toEqual({
      ok: true,
      data: { value: '1828164241474.2', unit: 'CNY' },
    })
  })
  test('money changes currency only at a rate', () => {
    expect(convert(money('660257000000', 'ones', 'CNY'), quantity('0.14', 'USD/CNY'))).toEqual({
      ok: true,
      data: { value: '92435980000', unit: 'USD' },
    })
  })
})

test('a unit is read or refused', () => {
  for (const text of ['CNY', 'USD/share', 'USD/CNY', 'shares', 'ratio', 'x', 'days', 'persons'])
    expect(parseUnit(text)).toBe(text)
  for (const text of ['cny', 'RMB', 'CNY/lot', 'USD/CNY/share', '', '%', 'shares/share', 'ABC'])
    expect(parseUnit(text)).toBeNull()
  expect(currencyOf('CNY/share')).toBe('CNY')
  expect(currencyOf('USD/CNY')).toBeNull()
  expect(isCurrency('GBp')).toBe(false)
})

describe('hundredths of a currency', () => {
  test.each([
    ['GBX', 'GBP', '250', '2.5'],
    ['GBp', 'GBP', '1', '0.01'],
    ['ZAc', 'ZAR', '48350', '483.5'],
    ['ILA', 'ILS', '0.5', '0.005'],
    ['USD', 'USD', '250', '250'],
    ['GBP', 'GBP', '250', '250'],
  ])('%s: %s', (code, currency, stated, value) => {
    const known = statedCurrency(code)
    expect(known && perShareAsStated(stated, known)).toEqual({ value, unit: `${currency}/share` })
  })
  test('no code of hundredths is a currency, and the case of a code counts', () => {
    for (const code of Object.keys(MINOR_UNITS)) {
      expect(isCurrency(code)).toBe(false)
      expect(parseUnit(`${code}/share`)).toBeNull()
    }
    for (const code of ['gbp', 'gbx', 'ABC', '', 'constructor'])
      expect(statedCurrency(code)).toBeNull()
    expect(statedCurrency('GBP')).toEqual({ currency: 'GBP', per_unit: 1 })
    expect(statedCurrency('GBp')).toEqual({ currency: 'GBP', per_unit: 100 })
  })
})
