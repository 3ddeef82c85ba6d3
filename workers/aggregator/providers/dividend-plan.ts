/**
 * Reads the Chinese wording of a distribution, `10送3转5派2.5元(含税)`, `每股派末期息港币2.4元`, as money and
 * new shares for one share. What cannot be read is said to be unread; it is never no dividend. Pure.
 */
import { Decimal } from 'decimal.js'
import type { Currency } from '#shared/units/unit.ts'

export interface DividendPlan {
  /** Before tax, for one share: one amount a currency. */
  cash: { amount: string; currency: Currency }[]
  /** The number of shares afterwards for each share before; null when it does not change. */
  ratio: string | null
  /** True when the text says something that is neither of these and not that nothing is paid. */
  unread: boolean
}

const CURRENCIES: Record<string, Currency> = {
  人民币: 'CNY',
  港币: 'HKD',
  港幣: 'HKD',
  港元: 'HKD',
  美元: 'USD',
  美金: 'USD',
  欧元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  日圆: 'JPY',
  新加坡元: 'SGD',
  新加坡币: 'SGD',
  新元: 'SGD',
  坡元: 'SGD',
  澳元: 'AUD',
  加元: 'CAD',
  RMB: 'CNY',
  CNY: 'CNY',
  HKD: 'HKD',
  HK$: 'HKD',
  USD: 'USD',
  US$: 'USD',
}
const HUNDREDTHS: Record<string, Currency> = { 港仙: 'HKD', 仙: 'HKD', 美分: 'USD', 美仙: 'USD' }

const NUMBER = String.raw`\d+(?:\.\d+)?`
const escaped = (words: Record<string, unknown>): string =>
  Object.keys(words)
    .map((word) => word.replace('$', String.raw`\$`))
    .join('|')
const MONEY = escaped(CURRENCIES)
const CENTS = escaped(HUNDREDTHS)

/** One thing that a plan says; the first alternative that fits is taken. */
const TOKEN = new RegExp(
  [
    // 每1股拆细为5股, 每5股合并为1股
    `每?(?<from>\\d*)股(?:股份)?(?:拆细|分拆|拆|合并|合)(?:为|成)?(?<into>\\d*)股`,
    // 送3, 转增4股, 派送8股
    `(?:派送|送红股|送|转增股本|转增|转送|转|红股)(?<shares>${NUMBER})股?`,
    // 港币2.4元, 人民币0.5分
    `(?<before>${MONEY})(?<first>${NUMBER})(?<part>仙|分)?元?`,
    // 0.13美元, 3.2元, 50港仙
    `(?<second>${NUMBER})(?<after>${MONEY}|${CENTS}|元)`,
    // 每10股, 每股, 10股派, 10派
    `每(?<each>\\d*)(?:股|份|个?(?:基金)?单位)|(?<of>\\d+)股?(?=送|转|派|红)`,
    // 派2.5
    `派(?![^\\d,;]*(?:${MONEY}))[^\\d,;每送转]{0,12}(?<bare>${NUMBER})(?![\\d.]*(?:股|元|${MONEY}|${CENTS}))`,
  ].join('|'),
  'g',
)

/** Nothing is paid, in the words of announcements. */
const NOTHING = /不分配|不派|不分红|不宣派|不宣布|不进行|无分配|无派|无股息|未分配/
/** Distributions in kind and offers to buy: what they are worth the text does not say. */
const IN_KIND = /分派\d+股|实物|供股|配股|认购|配售|公开发售|要约|回购/
/** In brackets stand taxes and the same amount in another currency; after 或 an alternative. */
const ASIDE = /\([^()]*\)|(?:相当于|折合|约合|或|扣税后|税后)[^,;]*/g

/**
 * Longest text in characters that is read as a plan. The plans of real announcements have fewer than
 * 200.
 */
const LONGEST_PLAN = 1_000

const plain = (text: string): string => {
  let words = text.normalize('NFKC').replace(/\s/g, '')
  for (let before = ''; before !== words; ) {
    before = words
    words = words.replace(ASIDE, '')
  }
  return words
}

/**
 * `own` is the currency of 元 and of amounts without a unit, null where the text must name it; `base`
 * is for how many shares amounts are when the text does not say, null where it must.
 */
export const readPlan = (
  text: string,
  { own, base }: { own: Currency | null; base: number | null },
): DividendPlan => {
  if (text.length > LONGEST_PLAN) return { cash: [], ratio: null, unread: true }
  const words = plain(text)
  const cash = new Map<Currency, Decimal>()
  let added = new Decimal(0)
  let times = new Decimal(1)
  let of: Decimal | null = base === null ? null : new Decimal(base)
  let unread = IN_KIND.test(text.normalize('NFKC'))
  const pay = (amount: string | Decimal, currency: Currency | null | undefined): void => {
    if (!currency || of === null || of.isZero()) unread = true
    else
      cash.set(currency, (cash.get(currency) ?? new Decimal(0)).plus(new Decimal(amount).div(of)))
  }
  for (const { groups: given = {} } of unread ? [] : words.matchAll(TOKEN)) {
    const { from, into, shares, before, first, part, second, after, each, bare } = given
    if (from !== undefined) times = times.times(into || 1).div(from || 1)
    else if (shares !== undefined) {
      if (of === null || of.isZero()) unread = true
      else added = added.plus(new Decimal(shares).div(of))
    } else if (before !== undefined && first !== undefined)
      pay(part ? new Decimal(first).div(100) : first, CURRENCIES[before])
    else if (second !== undefined && after !== undefined)
      pay(
        after in HUNDREDTHS ? new Decimal(second).div(100) : second,
        HUNDREDTHS[after] ?? CURRENCIES[after] ?? own,
      )
    else if (bare !== undefined) pay(bare, own)
    else of = new Decimal((each ?? given.of) || 1)
  }
  const amounts = [...cash]
    .filter(([, amount]) => amount.gt(0))
    .map(([currency, amount]) => ({ amount: amount.toFixed(), currency }))
  const ratio = times.times(added.plus(1))
  const says = amounts.length > 0 || !ratio.eq(1)
  const paysUnsaid = /派(?!送)|股息|红利|股利/.test(words) && amounts.length === 0
  unread ||= !NOTHING.test(words) && (!says || paysUnsaid)
  return {
    cash: unread ? [] : amounts,
    ratio: unread || ratio.eq(1) ? null : ratio.toFixed(),
    unread,
  }
}
