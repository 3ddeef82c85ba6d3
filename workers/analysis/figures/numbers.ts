/**
 * Finds the numbers in English and Chinese prose, with their value, their unit words and the
 * precision that their digits show. Pure.
 */
import { chineseNumber, englishNumber } from '#shared/number-words.ts'
import { piecesOf, type TextRange } from './pieces.ts'

/**
 * What a number is, according to the words around it. `points` are differences between percentages;
 * no figure is one.
 */
export type NumberKind =
  | 'percent'
  | 'points'
  | 'basis_points'
  | 'multiple'
  | 'days'
  | 'shares'
  | 'money'
  | 'scaled'
  | 'plain'

export interface BareNumber {
  start: number
  end: number
  /** The number as it is written, with sign, currency, scale and unit words. */
  text: string
  /**
   * The value without its sign. A scale is applied (`1.2 billion` is 1200000000), and a percentage
   * stays as written (`12.3%` is 12.3).
   */
  value: number
  /** Half a unit in the last digit shown, in the same scale as `value`. */
  tolerance: number
  /** Number of significant digits shown. */
  digits: number
  negative: boolean
  kind: NumberKind
  currency: string | null
  per_share: boolean
}

const SCALES: Record<string, number> = {
  trillion: 1e12,
  tn: 1e12,
  t: 1e12,
  billion: 1e9,
  bn: 1e9,
  b: 1e9,
  million: 1e6,
  mn: 1e6,
  mm: 1e6,
  m: 1e6,
  thousand: 1e3,
  k: 1e3,
  万亿: 1e12,
  千亿: 1e11,
  百亿: 1e10,
  十亿: 1e9,
  亿: 1e8,
  兆: 1e12,
  千万: 1e7,
  百万: 1e6,
  万: 1e4,
  千: 1e3,
}
const CURRENCIES: Record<string, string> = {
  us$: 'USD',
  hk$: 'HKD',
  'jp¥': 'JPY',
  $: '$',
  '¥': '¥',
  '￥': '¥',
  '€': 'EUR',
  '£': 'GBP',
  rmb: 'CNY',
  人民币: 'CNY',
  元: 'CNY',
  yuan: 'CNY',
  美元: 'USD',
  dollars: '$',
  dollar: '$',
  港元: 'HKD',
  港币: 'HKD',
  日元: 'JPY',
  yen: 'JPY',
  cny: 'CNY',
  usd: 'USD',
  hkd: 'HKD',
  jpy: 'JPY',
  a$: 'AUD',
  c$: 'CAD',
  nt$: 'TWD',
  s$: 'SGD',
  eur: 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  欧元: 'EUR',
  gbp: 'GBP',
  pounds: 'GBP',
  sterling: 'GBP',
  英镑: 'GBP',
  'hong kong dollars': 'HKD',
  'us dollars': 'USD',
  'u.s. dollars': 'USD',
  'taiwan dollars': 'TWD',
  新台币: 'TWD',
  台币: 'TWD',
  won: 'KRW',
  韩元: 'KRW',
  '₩': 'KRW',
  日圆: 'JPY',
  瑞士法郎: 'CHF',
  新加坡元: 'SGD',
  renminbi: 'CNY',
  人民币元: 'CNY',
  rupees: 'INR',
  卢比: 'INR',
  francs: 'CHF',
  瑞郎: 'CHF',
  cent: '$',
  cents: '$',
  美分: 'USD',
  澳元: 'AUD',
  加元: 'CAD',
  新元: 'SGD',
}
/** The currency among the words around an amount, as in `US$` or `亿美元`; null when there is none. */
export const currencyOf = (words: string): string | null => {
  const text = words.trim().toLowerCase()
  const found = Object.keys(CURRENCIES).filter(
    (word) => text.endsWith(word) && !/[a-z]$/.test(text.slice(0, -word.length)),
  )
  const longest = found.sort((a, b) => b.length - a.length)[0]
  return longest === undefined ? null : (CURRENCIES[longest] ?? null)
}
const UNIT_KINDS: [RegExp, NumberKind][] = [
  [/^(?:个?基点|bps|bp|basis points?)$/i, 'basis_points'],
  [/^(?:个?百分点|percentage[- ]points?|per cent points?|pp|ppts?|pts?|points?|个点)$/i, 'points'],
  [/^(?:%|％|percent|per cent|pct|pc)$/i, 'percent'],
  [/^(?:x|×|times|倍|-?fold)$/i, 'multiple'],
  [/^(?:-?days?|天)$/i, 'days'],
  [/^(?:shares|股)$/i, 'shares'],
]

const DIGITS = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+`
const PREFIX = String.raw`US\$|HK\$|NT\$|A\$|C\$|S\$|JP¥|RMB|CNY|USD|HKD|JPY|EUR|GBP|人民币|港币|[$¥￥€£₩]`
const SCALE =
  'trillion|billion|million|thousand|bn|mn|mm|tn|[TBMK]|[bmk]|兆|万亿|千亿|百亿|十亿|亿|千万|百万|万|千'
const UNIT =
  '个?百分点|percentage[- ]points?|per cent points?|basis points?|个?基点|bps|bp|ppts?|pp|points?|pts|个点|%|％|percent|per cent|pct|pc|x|×|times|倍|-?fold|-?days?|天|shares|美元|港元|港币|日元|日圆|欧元|英镑|韩元|新台币|台币|卢比|瑞士法郎|瑞郎|新加坡元|澳元|加元|新元|人民币元|人民币|元|股|Hong Kong dollars|US dollars|U\\.S\\. dollars|Taiwan dollars|dollars?|yuan|renminbi|yen|euros?|pounds|sterling|won|rupees|francs|cents?|美分|USD|CNY|RMB|HKD|JPY|EUR|GBP'
const PER_SHARE = 'per share|a share|/share|每股|/股|per diluted share'
/**
 * A number is part of a name, and not matched, when a Latin letter or digit follows directly: 5G,
 * 3nm, 10K.
 */
const NUMBER = new RegExp(
  String.raw`(?<![A-Za-z\d_@#.,])(?<sign>[-−–+]\s?)?(?<prefix>(?:${PREFIX})\s?)?(?<sign2>[-−])?(?<digits>${DIGITS})(?:[ \t]?-?(?<scale>${SCALE})(?![A-Za-z]))?(?:[ \t]?(?<unit>${UNIT})(?![A-Za-z]))?(?:[ \t]?(?<per>${PER_SHARE})(?![A-Za-z]))?(?![A-Za-z\d_@])`,
  'g',
)
const HAN = '[零〇一二两三四五六七八九十百千]'
const SMALL_EN =
  '(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen'
const WORDED = new RegExp(
  [
    String.raw`百分之(?<percent>[\d.]{1,20}|[零〇一二两三四五六七八九十百点]{1,20})`,
    String.raw`(?<![数几\d第])(?<cheng>[一二两三四五六七八九]|\d)成(?<chengPart>[一二三四五六七八九半\d])?(?![本为立果长功员熟交分就效都绩品型份\d])`,
    `(?<![数几上千百万第十])(?<han>[一二两三四五六七八九十]${HAN}{0,20}(?:点[零〇一二两三四五六七八九]{1,20})?)(?:(?<hanScale>万亿|亿|万)(?<hanUnit>美元|港元|日元|欧元|英镑|元|股)?|(?<hanKind>倍|个?百分点|个?基点))`,
    String.raw`\b(?<fold>two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)fold\b`,
    String.raw`\b(?<english>(?:(?:a|${SMALL_EN})\shundred(?:\s(?:and\s)?(?:${SMALL_EN}))?|${SMALL_EN})(?:\spoint(?:\s(?:zero|one|two|three|four|five|six|seven|eight|nine)){1,3})?)[ -](?<englishUnit>percentage[- ]points?|basis points?|points?(?=\s(?:to|in|from|higher|lower|over|since)\b)|percent|per cent|trillion|billion|million|times|fold)\b(?:\s(?<englishAfter>dollars|yuan|yen|euros|pounds|shares)\b)?`,
  ].join('|'),
  'giu',
)

const significant = (digits: string): number =>
  digits.replace(/[,.]/g, '').replace(/^0+/, '').length

const kindOf = (unit: string | undefined, scale: number, currency: string | null): NumberKind => {
  const kind = unit && UNIT_KINDS.find(([pattern]) => pattern.test(unit))?.[1]
  if (kind) return kind
  if (currency) return 'money'
  return scale === 1 ? 'plain' : 'scaled'
}

const numberFrom = (match: RegExpExecArray | RegExpMatchArray): BareNumber | null => {
  const { sign, prefix, sign2, digits = '', scale, unit, per } = match.groups ?? {}
  const start = match.index ?? 0
  const currency =
    CURRENCIES[(prefix ?? '').trim().toLowerCase()] ??
    CURRENCIES[(unit ?? '').toLowerCase()] ??
    null
  // A small letter is a scale only after a currency. Otherwise it may mean metres or minutes.
  if (scale && /^[bmk]$/.test(scale) && !prefix) return null
  const isCents = /^(?:cents?|美分)$/i.test(unit ?? '')
  const factor = isCents ? 0.01 : scale ? (SCALES[scale.toLowerCase()] ?? 1) : 1
  const plain = digits.replaceAll(',', '')
  const decimals = plain.split('.')[1]?.length ?? 0
  return {
    start,
    end: start + match[0].length,
    text: match[0],
    value: Number(plain) * factor,
    tolerance: 0.5 * 10 ** -decimals * factor,
    digits: significant(digits),
    negative: /[-−–]/.test(`${sign ?? ''}${sign2 ?? ''}`),
    kind: kindOf(unit, factor, currency),
    currency,
    per_share:
      per !== undefined ||
      /每股[^，。；,;\d]{0,12}$/.test((match.input ?? '').slice(Math.max(0, start - 16), start)),
  }
}

const writtenValue = (text: string): number | null =>
  /^[\d.]+$/.test(text) ? Number(text) : chineseNumber(text)

/** 三成五 is 35 percent; 三成 is 30, as near as a tenth tells. */
const chengFrom = (whole: string, part: string | undefined): [number, number] => {
  const tens = (writtenValue(whole) ?? 0) * 10
  if (part === undefined) return [tens, 5]
  return [tens + (part === '半' ? 5 : (writtenValue(part) ?? 0)), 0.5]
}

const wordedFrom = (match: RegExpMatchArray): BareNumber | null => {
  const { percent, cheng, chengPart, han, hanScale, hanUnit, hanKind } = match.groups ?? {}
  const { english, englishUnit, englishAfter } = match.groups ?? {}
  const start = match.index ?? 0
  const base = { start, end: start + match[0].length, text: match[0], negative: false }
  if (cheng !== undefined) {
    const [value, tolerance] = chengFrom(cheng, chengPart)
    return {
      ...base,
      value,
      tolerance,
      digits: 2,
      kind: 'percent',
      currency: null,
      per_share: false,
    }
  }
  const { fold } = match.groups ?? {}
  if (fold !== undefined) {
    const value = englishNumber(fold) ?? 0
    return {
      ...base,
      value,
      tolerance: 0.5,
      digits: 1,
      kind: 'multiple',
      currency: null,
      per_share: false,
    }
  }
  const factor = SCALES[(hanScale ?? englishUnit ?? '').toLowerCase()] ?? 1
  const written = percent ?? han
  const value = written !== undefined ? writtenValue(written) : englishNumber(english ?? '')
  if (value === null || Number.isNaN(value)) return null
  const unit = hanUnit ?? hanKind ?? englishAfter
  const currency = unit ? (CURRENCIES[unit] ?? null) : null
  const decimals =
    written?.split(/[.点]/)[1]?.length ?? english?.split(/ point /i)[1]?.split(' ').length ?? 0
  return {
    ...base,
    value: value * factor,
    tolerance: 0.5 * 10 ** -decimals * factor,
    digits: significant(String(value)) || 1,
    kind:
      percent !== undefined
        ? 'percent'
        : kindOf(factor === 1 ? (unit ?? englishUnit) : unit, factor, currency),
    currency,
    per_share: false,
  }
}

const RANGE = /^[ \t]?(?:-|–|—|~|～|to|至|到)[ \t]?$/

/** In `10-15%` and `1.2-1.5 billion` the first number takes the unit and scale of the second. */
const shareUnits = (numbers: BareNumber[], text: string): void => {
  numbers.forEach((first, i) => {
    const second = numbers[i + 1]
    if (!second || !RANGE.test(text.slice(first.end, second.start)) || first.kind === second.kind)
      return
    if (first.kind === 'plain' && second.kind !== 'plain') {
      const factor =
        second.tolerance / 0.5 / 10 ** -(second.text.match(/\.(\d+)/)?.[1]?.length ?? 0)
      Object.assign(first, {
        kind: second.kind,
        value: first.value * factor,
        tolerance: first.tolerance * factor,
        currency: first.currency ?? second.currency,
      })
    }
  })
}

const overlaps = (a: TextRange, b: TextRange): boolean => a.start < b.end && b.start < a.end

/**
 * Every number of one piece, in order and without overlaps. A `-` right after a digit or a unit
 * joins a range and is not a sign.
 */
const numbersOfPiece = (text: string): BareNumber[] => {
  const found: BareNumber[] = []
  for (const match of text.matchAll(WORDED)) {
    const number = wordedFrom(match)
    if (number) found.push(number)
  }
  const plain: BareNumber[] = []
  for (const match of text.matchAll(NUMBER)) {
    const number = numberFrom(match)
    if (!number || found.some((worded) => overlaps(worded, number))) continue
    const sign = match.groups?.sign
    const before = text.slice(Math.max(0, number.start - 2), number.start)
    if (sign && (/[\p{Script=Latin}\p{N}%％)）}]$/u.test(before) || /\s$/.test(sign))) {
      number.start += sign.length
      number.text = number.text.slice(sign.length)
      number.negative = match.groups?.sign2 !== undefined
    }
    plain.push(number)
  }
  const all = [...found, ...plain].sort((a, b) => a.start - b.start)
  shareUnits(all, text)
  return all
}

/** Every number in `text`, in order and without overlaps. */
export const findNumbers = (text: string): BareNumber[] =>
  piecesOf(text).flatMap((piece) =>
    numbersOfPiece(text.slice(piece.start, piece.end)).map((number) => ({
      ...number,
      start: piece.start + number.start,
      end: piece.start + number.end,
    })),
  )
