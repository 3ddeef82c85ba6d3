/**
 * Reads the Chinese wording of a distribution, `10送3转5派2.5元(含税)`, `每股派末期息港币2.4元`, as money and
 * new shares for one share. What cannot be read is said to be unread; it is never no dividend.
 * Pure.
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
/** Their hundredth parts, which stand before or after the number. */
const HUNDREDTHS: Record<string, Currency> = {
  港仙: 'HKD',
  仙: 'HKD',
  美分: 'USD',
  美仙: 'USD',
  便士: 'GBP',
}
/** Parts of a currency that is named before the number: 人民币5分, 港币2角. */
const PARTS: Record<string, number> = { 仙: 100, 分: 100, 便士: 100, 角: 10 }

const NUMBER = String.raw`\d+(?:\.\d+)?`
const escaped = (words: Record<string, unknown>): string =>
  Object.keys(words)
    .map((word) => word.replace('$', String.raw`\$`))
    .join('|')
const MONEY = escaped(CURRENCIES)
const CENTS = escaped(HUNDREDTHS)

/**
 * The Chinese letters that may stand right before an amount: of what is paid (派发, 现金, 红利, 股息), of
 * how many shares (每股, 单位), of words that join. Any other word may be a currency that is not known
 * here, and an amount after it is none.
 */
const BEFORE_AMOUNT = String.raw`(?<=[派发付现金利息红为计约共及加和股份位税:,;(]|[^一-龥\dA-Za-z$.])`

/** One thing that a plan says; the first alternative that fits is taken. */
const TOKEN = new RegExp(
  [
    // 每1股拆细为5股, 每5股合并为1股
    `每?(?<from>\\d*)股(?:股份)?(?:拆细|分拆|拆|合并|合)(?:为|成)?(?<into>\\d*)股`,
    // 送3, 转增4股, 派送8股
    `(?:派送|送红股|送|转增股本|转增|转送|转|红股)(?<shares>${NUMBER})股?`,
    // 港币2.4元, 人民币0.5分, 港仙50
    `(?<before>${MONEY}|${CENTS})(?<first>${NUMBER})(?<part>${Object.keys(PARTS).join('|')})?(?![万亿千百十毛厘])元?`,
    // 0.13美元, 3.2元, 3.2元人民币, 50港仙
    `${BEFORE_AMOUNT}(?<second>${NUMBER})(?<after>元?(?:${MONEY})|${CENTS}|元)`,
    // 每10股, 每持有10股, 每股, 10股派, 10派
    `每(?:持有?)?(?<each>\\d*)(?:股|份|个?(?:基金)?单位)|(?<of>\\d+)股?(?=送|转|派|红)`,
    // 派2.5
    `派(?![^\\d,;]*(?:${MONEY}|${CENTS}))[^\\d,;每送转]{0,12}${BEFORE_AMOUNT}(?<bare>${NUMBER})(?![\\d.%])(?=$|[^一-龥A-Za-z]|[送转派现含税预实登除每])`,
  ].join('|'),
  'g',
)

/** Nothing is paid, in the words of announcements. */
const NOTHING =
  /不分配|不派|不分红|不宣派|不宣布|不进行|不建议派|不建议宣派|无分配|无派|无股息|未分配|^无$/
/** Distributions in kind and offers to buy: what they are worth the text does not say. */
const IN_KIND = /分派\d+股|实物|供股|配股|认购|配售|公开发售|要约|回购/
/**
 * In brackets stand taxes and the same amount in another currency; after 或 an alternative, after 共
 * the sum of what was said before, or what all shares get.
 */
const ASIDE =
  /\([^()]*\)|(?:相当于|折合|约合|或|扣税后|税后)[^,;]*|(?<=[,;].{0,2})(?:合计|合共|共计|总计|共|约|其中)[^,;]*/g
/** What has digits and is no part of a plan: days, years, and the number of all shares. */
const NO_PLAN =
  /\d{4}年?(?:度|[-/]\d{1,2}[-/]\d{1,2}日?|\d{1,2}月(?:\d{1,2}日)?|(?=[末中]期|第|半年|上半年|特别|全年|年))|以[^,;以]{0,80}为基[数准]|[一二三四]季|\d{4}年(?=[^\d]|$)/g
/** Whether a text has amounts of two classes of shares, or of a dividend that was paid before. */
const isOfSeveral = (words: string): boolean =>
  /连同|包括/.test(words) || (/A股/.test(words) && /[BH]股/.test(words))
/** 每十股, 每一百股. */
const HANZI_NUMBER: Record<string, string> = {
  一: '1',
  十: '10',
  一十: '10',
  百: '100',
  一百: '100',
  千: '1000',
  一千: '1000',
}
/** Digits beside a sign that joins them to a range or to more digits; no amount is told by them. */
const UNCLEAR = /\d(?:元|港元|美元)?(?:[-~—–至到]|,(?=\d))(?:港币|人民币|美元)?\d/

/**
 * Longest text in characters that is read as a plan. The plans of real announcements have fewer
 * than 200.
 */
const LONGEST_PLAN = 1_000

const TRADITIONAL = '發紅轉幣現稅別圓為積總數東額滬擴併'
const SIMPLIFIED = '发红转币现税别圆为积总数东额沪扩并'
const TRADITIONAL_LETTER = new RegExp(`[${TRADITIONAL}]`, 'g')
const simplified = (text: string): string =>
  text.replace(TRADITIONAL_LETTER, (letter) => SIMPLIFIED[TRADITIONAL.indexOf(letter)] ?? letter)

const plain = (text: string): string => {
  let words = simplified(text.normalize('NFKC').replace(/\s/g, ''))
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/每([一十百千]{1,2})(?=股|份|个?(?:基金)?单位)/g, (all, number: string) =>
      HANZI_NUMBER[number] === undefined ? all : `每${HANZI_NUMBER[number]}`,
    )
  for (let before = ''; before !== words; ) {
    before = words
    words = words.replace(ASIDE, '')
  }
  return words.replace(NO_PLAN, '')
}

/**
 * `own` is the currency of 元 and of amounts without a unit, null where the text must name it;
 * `base` is for how many shares amounts are when the text does not say, null where it must.
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
  let unread = IN_KIND.test(text.normalize('NFKC')) || UNCLEAR.test(words) || isOfSeveral(words)
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
      pay(
        new Decimal(first).div(PARTS[part ?? ''] ?? (before in HUNDREDTHS ? 100 : 1)),
        HUNDREDTHS[before] ?? CURRENCIES[before],
      )
    else if (second !== undefined && after !== undefined) {
      const unit = after.replace(/^元(?=.)/, '')
      pay(
        unit in HUNDREDTHS ? new Decimal(second).div(100) : second,
        HUNDREDTHS[unit] ?? CURRENCIES[unit] ?? own,
      )
    } else if (bare !== undefined) pay(bare, own)
    else of = new Decimal((each ?? given.of) || 1)
  }
  const amounts = [...cash]
    .filter(([, amount]) => amount.gt(0))
    .map(([currency, amount]) => ({ amount: amount.toFixed(), currency }))
  const ratio = times.times(added.plus(1))
  const says = amounts.length > 0 || !ratio.eq(1)
  const paysUnsaid = /派(?!送)|股息|红利|股利/.test(words) && amounts.length === 0
  // A number that is part of nothing understood may change all that is.
  unread ||= /\d/.test(words.replace(TOKEN, '')) || /每(?![\d股份个基单持])/.test(words)
  unread ||= !NOTHING.test(words) && (!says || paysUnsaid)
  return {
    cash: unread ? [] : amounts,
    ratio: unread || ratio.eq(1) ? null : ratio.toFixed(),
    unread,
  }
}
