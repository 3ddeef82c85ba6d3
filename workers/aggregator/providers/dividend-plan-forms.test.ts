/**
 * The wording of distributions, made from its parts: for how many shares, which dividend, how much
 * in which currency and unit, what else stands beside it. Every combination is read exactly.
 */
import { Decimal } from 'decimal.js'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Currency } from '#shared/units/unit.ts'
import { readPlan } from './dividend-plan.ts'

interface Amount {
  write: (amount: string) => string
  currency: Currency
  /** How many of the unit make one of the currency. */
  parts: number
}
const at = (currency: Currency, parts: number, write: Amount['write']): Amount => ({
  write,
  currency,
  parts,
})

/** Amounts that name their currency. */
const NAMED: Amount[] = [
  at('HKD', 1, (n) => `港币${n}元`),
  at('HKD', 1, (n) => `港幣${n}元`),
  at('HKD', 1, (n) => `港币 ${n} 元`),
  at('HKD', 1, (n) => `港元${n}元`),
  at('HKD', 1, (n) => `港元${n}`),
  at('HKD', 1, (n) => `${n}港元`),
  at('HKD', 1, (n) => `${n}港币`),
  at('HKD', 1, (n) => `HK$${n}`),
  at('HKD', 1, (n) => `HKD${n}`),
  at('HKD', 100, (n) => `${n}港仙`),
  at('HKD', 100, (n) => `${n}仙`),
  at('HKD', 100, (n) => `港币${n}仙`),
  at('HKD', 100, (n) => `港仙${n}`),
  at('CNY', 1, (n) => `人民币${n}元`),
  at('CNY', 1, (n) => `人民幣${n}元`),
  at('CNY', 1, (n) => `${n}元人民币`),
  at('CNY', 1, (n) => `${n}人民币`),
  at('CNY', 1, (n) => `RMB${n}`),
  at('CNY', 1, (n) => `RMB${n}元`),
  at('CNY', 100, (n) => `人民币${n}分`),
  at('CNY', 10, (n) => `人民币${n}角`),
  at('HKD', 10, (n) => `港币${n}角`),
  at('GBP', 100, (n) => `${n}便士`),
  at('GBP', 100, (n) => `英镑${n}便士`),
  at('USD', 1, (n) => `美元${n}元`),
  at('USD', 1, (n) => `美元${n}`),
  at('USD', 1, (n) => `${n}美元`),
  at('USD', 1, (n) => `${n}美金`),
  at('USD', 1, (n) => `US$${n}`),
  at('USD', 1, (n) => `USD${n}`),
  at('USD', 100, (n) => `${n}美仙`),
  at('USD', 100, (n) => `${n}美分`),
  at('JPY', 1, (n) => `${n}日元`),
  at('SGD', 1, (n) => `新加坡元${n}元`),
  at('SGD', 1, (n) => `${n}坡元`),
  at('GBP', 1, (n) => `英镑${n}元`),
  at('EUR', 1, (n) => `欧元${n}元`),
]
/** Amounts of the mainland, where 元 is the yuan. */
const YUAN: Amount[] = [
  at('CNY', 1, (n) => `${n}元`),
  at('CNY', 1, (n) => `${n}`),
  at('CNY', 1, (n) => `现金${n}元`),
  at('CNY', 1, (n) => `发现金红利${n}元`),
  at('CNY', 1, (n) => `發現金紅利${n}元`),
  at('CNY', 1, (n) => `现金股利人民币${n}元`),
  at('CNY', 1, (n) => `现${n}元`),
  at('CNY', 1, (n) => `发${n}元现金`),
  at('CNY', 100, (n) => `人民币${n}分`),
]
const EACH = ['每股', '每1股', '每一股', '每持有1股', '每股普通股', '每基金单位']
const KINDS = [
  '',
  '息',
  '末期息',
  '中期息',
  '特别息',
  '末期股息',
  '中期股息',
  '特别股息',
  '第一季股息',
]
const ASIDES = [
  '',
  '(含税)',
  '（含税）',
  '(税前)',
  '(相当于港币9.99元(计算值))',
  '(扣税后8.88元)',
  ',扣税后8.88元',
  ',约人民币7.77元',
  ',共派发1.2亿元',
  '(含税)，共计派发现金红利3,000万元',
  ',其中普通股息0.5元',
  ',派息日2026年6月30日',
  ';股权登记日:2026-06-15',
]
/** What may stand before a plan and is no part of it. */
const LEADS = [
  '',
  '2025年末期股息',
  '2025年度',
  '截至2025年12月31日止年度之股息',
  '拟',
  '第一季',
  '以总股本12.5亿股为基数,',
  '以公司总股本1,256,197,800股为基数，向全体股东',
]
const lead = fc.constantFrom(...LEADS)
/** In halves and in full width, with and without a comma at thousands. */
const WRITINGS: ((text: string) => string)[] = [
  (text) => text,
  (text) =>
    text.replace(/[!-~]/g, (sign) => String.fromCharCode((sign.codePointAt(0) ?? 0) + 0xfee0)),
  (text) => text.replace(/\d/g, (sign) => String.fromCharCode((sign.codePointAt(0) ?? 0) + 0xfee0)),
]
const writing = fc.constantFrom(...WRITINGS)

/** From 0.0001 to 999.9999, without an exponent and without zeros at the end. */
const number = fc
  .integer({ min: 1, max: 9_999_999 })
  .map((n) => new Decimal(n).div(10_000).toFixed())
const plain = { endOnFailure: true, numRuns: 60 } as const
const paid = (amount: string, { parts }: Amount, shares: number): string =>
  new Decimal(amount).div(parts).div(shares).toFixed()

const HONG_KONG = { own: null, base: 1 } as const
const MAINLAND = { own: 'CNY', base: null } as const

describe('Hong Kong', () => {
  test.each(NAMED.map((amount) => [amount.write('0.5'), amount] as const))(
    '%s, for one share and for many, of every kind',
    (_, amount) => {
      fc.assert(
        fc.property(
          number,
          fc.constantFrom(...EACH),
          fc.constantFrom(...KINDS),
          fc.constantFrom(...ASIDES),
          lead,
          writing,
          (n, each, kind, aside, before, write) => {
            const text = write(`${before}${each}派${kind}${amount.write(n)}${aside}`)
            expect([text, readPlan(text, HONG_KONG)]).toEqual([
              text,
              {
                cash: [{ amount: paid(n, amount, 1), currency: amount.currency }],
                ratio: null,
                unread: false,
              },
            ])
          },
        ),
        plain,
      )
    },
  )
  test('two dividends in one text are added, or stand side by side in their currencies', () => {
    fc.assert(
      fc.property(
        number,
        number,
        fc.constantFrom(...NAMED),
        fc.constantFrom(...NAMED),
        fc.constantFrom(
          (a: string, b: string) => `每股派末期息${a},每股派特别息${b}`,
          (a: string, b: string) => `每股派末期息${a}及特别股息${b}`,
          (a: string, b: string) => `每股派末期股息${a}；特别股息${b}`,
          (a: string, b: string) => `每股派息${a},另派特别股息${b}`,
          (a: string, b: string) => `末期股息每股${a},特别股息每股${b}`,
        ),
        (n, m, one, other, form) => {
          const text = form(one.write(n), other.write(m))
          const [first, second] = [paid(n, one, 1), paid(m, other, 1)]
          const expected =
            one.currency === other.currency
              ? [{ amount: new Decimal(first).plus(second).toFixed(), currency: one.currency }]
              : [
                  { amount: first, currency: one.currency },
                  { amount: second, currency: other.currency },
                ]
          expect([text, readPlan(text, HONG_KONG)]).toEqual([
            text,
            { cash: expected, ratio: null, unread: false },
          ])
        },
      ),
      { endOnFailure: true, numRuns: 400 },
    )
  })
})

describe('the mainland', () => {
  const shares = fc.constantFrom(1, 10, 100)
  test.each(YUAN.map((amount) => [amount.write('0.5'), amount] as const))(
    '%s, beside new shares in any order',
    (_, amount) => {
      fc.assert(
        fc.property(
          number,
          shares,
          fc.constantFrom('', '每', '每持有', '向全体股东每'),
          fc.constantFrom('', '股'),
          fc.integer({ min: 0, max: 99 }),
          fc.integer({ min: 0, max: 99 }),
          fc.constantFrom(...ASIDES),
          lead,
          (n, of, every, word, sent, moved, aside, before) => {
            const bonus = sent > 0 ? `送${sent}${word}` : ''
            const turned = moved > 0 ? `转${moved}${word}` : ''
            const text = `${before}${every}${of}${word || every ? '股' : ''}${bonus}${turned}派${amount.write(n)}${aside}`
            const ratio = new Decimal(sent).plus(moved).div(of).plus(1)
            expect([text, readPlan(text, MAINLAND)]).toEqual([
              text,
              {
                cash: [{ amount: paid(n, amount, of), currency: 'CNY' }],
                ratio: ratio.eq(1) ? null : ratio.toFixed(),
                unread: false,
              },
            ])
          },
        ),
        plain,
      )
    },
  )
  test.each(NAMED.map((amount) => [amount.write('0.5'), amount] as const))(
    'paid in another currency: 10派%s',
    (_, amount) => {
      fc.assert(
        fc.property(number, shares, (n, of) => {
          const text = `${of}派${amount.write(n)}(含税)`
          expect([text, readPlan(text, MAINLAND)]).toEqual([
            text,
            {
              cash: [{ amount: paid(n, amount, of), currency: amount.currency }],
              ratio: null,
              unread: false,
            },
          ])
        }),
        plain,
      )
    },
  )
})

describe('what is not said is not read', () => {
  const BROKEN = [
    (n: string) => `每股派${n}`,
    (n: string) => `每股派${n}元`,
    (n: string) => `每股派${n}金币`,
    (n: string) => `每股派港币若干元,约${n}`,
    (n: string) => `每股派发实物,价值港币${n}元`,
    (n: string) => `每${n}股供1股`,
    (n: string) => `每10股配售${n}股`,
    (n: string) => `股息${n}待定`,
    (n: string) => `每股派港币${n}千元`,
    (n: string) => `每股派港币${n}万元`,
    (n: string) => `每股派港币${n}至9999元`,
    (n: string) => `每股派港币${n}元-9999元`,
    (n: string) => `每股派${n}元至9999港元`,
    (n: string) => `每三股派港币${n}元`,
    (n: string) => `每手派港币${n}元`,
    (n: string) => `每股派末期股息港币${n}元，连同中期股息港币1元`,
    (n: string) => `A股每10股派人民币${n}元,B股每10股派港币2.2元`,
    (n: string) => `H股每股派港币${n}元,A股每股派人民币1元`,
    (n: string) => `每股派港币${n}元，另有3`,
    (n: string) => `每股派港币0.${n},5元`,
  ]
  test.each(['泰铢', '韩元', '瑞士法郎', '股数', '越南盾'])(
    'a unit that is not known is no yuan: 10派%s5',
    (unit) => {
      expect(readPlan(`10派${unit}5`, MAINLAND)).toMatchObject({ cash: [], unread: true })
      expect(readPlan(`10派${unit}5元`, MAINLAND)).toMatchObject({ cash: [], unread: true })
    },
  )
  test('no broken wording of Hong Kong gives an amount, and none passes for nothing', () => {
    fc.assert(
      fc.property(number, fc.constantFrom(...BROKEN), (n, form) => {
        const text = form(n)
        expect([text, readPlan(text, HONG_KONG)]).toEqual([
          text,
          { cash: [], ratio: null, unread: true },
        ])
      }),
      { endOnFailure: true, numRuns: 200 },
    )
  })
  test('a mainland amount whose unit is larger than 元, or a range, is none', () => {
    for (const text of ['10派2.5万元', '10派2—3元', '10派2元至3元', '10派3.5马克', '10派2亿'])
      expect([text, readPlan(text, MAINLAND)]).toEqual([
        text,
        { cash: [], ratio: null, unread: true },
      ])
  })
  test('nothing is paid, in words', () => {
    for (const text of ['无', '不派末期息', '董事会不建议派发末期股息', '不分配不转增'])
      expect([text, readPlan(text, HONG_KONG)]).toEqual([
        text,
        { cash: [], ratio: null, unread: false },
      ])
  })
  test('thousands are one number', () => {
    expect(readPlan('每股派发现金1,234.5元', MAINLAND).cash).toEqual([
      { amount: '1234.5', currency: 'CNY' },
    ])
    expect(readPlan('每股派港币1,234,567.5元', HONG_KONG).cash).toEqual([
      { amount: '1234567.5', currency: 'HKD' },
    ])
  })
})
