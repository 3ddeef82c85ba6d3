import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readPlan } from './dividend-plan.ts'

const MAINLAND = { own: 'CNY', base: null } as const
const HONG_KONG = { own: null, base: 1 } as const
const brief = (text: string, market: Parameters<typeof readPlan>[1]): string => {
  const { cash, ratio, unread } = readPlan(text, market)
  const money = cash.map(({ amount, currency }) => `${amount} ${currency}`)
  return [...money, ...(ratio ? [`x${ratio}`] : []), ...(unread ? ['unread'] : [])].join(', ')
}

describe('mainland', () => {
  test.each([
    ['10派3.2元(含税)', '0.32 CNY'],
    ['10派人民币3.2元', '0.32 CNY'],
    ['每10股派人民币12.5元', '1.25 CNY'],
    ['每10股派发现金红利12.5元（含税）', '1.25 CNY'],
    ['向全体股东每10股派发现金红利人民币0.8元(含税)', '0.08 CNY'],
    ['10送3转5派2', '0.2 CNY, x1.8'],
    ['10送3.00转5.00派276.24元(含税,扣税后248.62元)', '27.624 CNY, x1.8'],
    ['10转4.8派1元', '0.1 CNY, x1.48'],
    ['10股送1股转增2股派0.5元', '0.05 CNY, x1.3'],
    ['每10股转增股本4股', 'x1.4'],
    ['10派0.5美元', '0.05 USD'],
    ['10派1元,特别分红每10股派2元', '0.3 CNY'],
    ['每股派0.25元', '0.25 CNY'],
    ['不分配不转增', ''],
    ['不分配', ''],
    ['利润不分配', ''],
    ['派3.2元', 'unread'],
    ['10派若干', 'unread'],
    ['10送1股派现金待定', 'unread'],
    ['见公告', 'unread'],
    ['', 'unread'],
  ])('%s', (text, expected) => {
    expect(brief(text, MAINLAND)).toBe(expected)
  })
})

describe('Hong Kong', () => {
  test.each([
    ['每股派息港币2.4元', '2.4 HKD'],
    ['每股派港币5.3元', '5.3 HKD'],
    ['每股派末期息美元0.1元', '0.1 USD'],
    ['每股派末期息 0.1 美元', '0.1 USD'],
    ['每股派美元0.1元(相当于港币0.784234元(计算值))', '0.1 USD'],
    ['每股派人民币0.358元(相当于港币0.41141元)', '0.358 CNY'],
    ['每股派人民币0.358元,相当于港币0.41141元', '0.358 CNY'],
    ['每股派0.13美元', '0.13 USD'],
    ['末期股息每股港元0.5元', '0.5 HKD'],
    ['每股派末期息港币2.4元,每股派特别股息港币1元', '3.4 HKD'],
    ['每股派末期息港币2.4元及特别股息港币1元', '3.4 HKD'],
    ['特别股息每股派港币0.8元', '0.8 HKD'],
    ['每股派人民币0.5元,特别股息港币1元', '0.5 CNY, 1 HKD'],
    ['每股派50港仙', '0.5 HKD'],
    ['每股派港币5仙', '0.05 HKD'],
    ['每股派2美分', '0.02 USD'],
    ['每10股派港币12.5元', '1.25 HKD'],
    ['每股派港币0.5元,可选择以股份代替现金', '0.5 HKD'],
    ['每股派港币0.5元(可以股代息)', '0.5 HKD'],
    ['每股派港币0.5元或每50股送1股', '0.5 HKD'],
    ['每10股派送8股,每10股转12股', 'x3'],
    ['每10股送1股', 'x1.1'],
    ['每1股拆细为5股', 'x5'],
    ['每5股合并为1股', 'x0.2'],
    ['每股派新加坡元0.02元', '0.02 SGD'],
    ['每基金单位派港币0.3元', '0.3 HKD'],
    ['不派息', ''],
    ['不宣派末期股息', ''],
    ['每股派2.4元', 'unread'],
    ['每2股供1股,供股价港币1元', 'unread'],
    ['特殊说明:每10股分派1股美团B类普通股股份(相当于每股派18.13港元)', 'unread'],
    ['特殊说明:每21股腾讯股份分派1股京东集团A类普通股股份', 'unread'],
    ['每股派息待公布', 'unread'],
  ])('%s', (text, expected) => {
    expect(brief(text, HONG_KONG)).toBe(expected)
  })
})

test('any amounts for any number of shares are read exactly, in any order of their parts', () => {
  const part = fc.integer({ min: 1, max: 99_999 })
  const plan = fc.record({ of: fc.constantFrom(1, 10, 100), paid: part, bonus: part, moved: part })
  fc.assert(
    fc.property(plan, ({ of, paid, bonus, moved }) => {
      const [cash, sent, turned] = [paid, bonus, moved].map((value) => value / 100)
      const { cash: read, ratio } = readPlan(`${of}送${sent}转${turned}派${cash}元(含税)`, MAINLAND)
      expect(Number(read[0]?.amount)).toBeCloseTo(paid / 100 / of, 10)
      expect(Number(ratio)).toBeCloseTo(1 + (bonus + moved) / 100 / of, 10)
      const alone = readPlan(`每${of}股派人民币${cash}元`, HONG_KONG)
      expect(Number(alone.cash[0]?.amount)).toBeCloseTo(paid / 100 / of, 10)
      expect(alone.ratio).toBeNull()
    }),
  )
})

test('no text is taken for no dividend by silence', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      const { cash, ratio, unread } = readPlan(text, HONG_KONG)
      if (cash.length === 0 && ratio === null && !unread)
        expect(text.normalize('NFKC')).toMatch(/不|无|未/)
    }),
  )
})

test('a text that is longer than any plan is unread', () => {
  const plan = '每10股派2.5元'
  const read = (text: string) => readPlan(text, { own: 'CNY', base: null }).unread
  expect(read(plan.padEnd(1_000, ' '))).toBe(false)
  expect(read(plan.padEnd(1_001, ' '))).toBe(true)
})
