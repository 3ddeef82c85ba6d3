/** Finds the periods that a text names with numbers: fiscal years, quarters, dates, spans. Pure. */
import { countOf, ENGLISH_COUNT, HAN_COUNT } from '#shared/number-words.ts'

export type NamedPeriod =
  | { kind: 'year'; year: number; fiscal: boolean }
  | { kind: 'quarter'; year: number | null; quarter: number }
  | { kind: 'half'; year: number | null; half: number }
  | { kind: 'nine_months'; year: number | null }
  | { kind: 'day'; day: string }
  | { kind: 'month'; month: string }
  /** A month or a day without its year: no figure is told by it. */
  | { kind: 'part' }
  /** A number of years: over five years, 近三年. */
  | { kind: 'span'; years: number }

export interface PeriodMention {
  start: number
  end: number
  period: NamedPeriod
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?'
const Y = String.raw`(?:19|20)\d{2}`
const FY = String.raw`(?:of\s{1,2})?(?:fy\s?|fiscal\s(?:year\s)?|financial\syear\s)?'?`
const Q = '[1-4一二三四]'
const DAY = String.raw`(?![\d]|[.,]\d|\s?(?:%|percent|billion|million|trillion|bn|亿|万))`
const SMALL = `${ENGLISH_COUNT}|${HAN_COUNT}`
/** What makes a year-like number an amount or a count of something. */
const AMOUNT = String.raw`\s?(?:%|percent|pct|trillion|billion|million|thousand|bn\b|mn\b|[万亿元股倍×天人家名个台款项座辆户店部件套条只片处]|百万|美元|港元|日元|x\b|times|days|shares|dollars|yuan|yen|usd|cny|people|employees|staff|stores|workers|engineers|patents|customers|countries|outlets|units|users|vehicles|branches|suppliers|products|models|developers|partners|basis|points|bps)`

const PATTERNS = [
  String.raw`(?<iy>\d{4})[-/.](?<im>\d{1,2})[-/.](?<id>\d{1,2})(?![\d.]\d)`,
  String.raw`(?<zy>\d{4})年(?<zm>\d{1,2})月(?:(?<zd>\d{1,2})[日号])?`,
  String.raw`\b(?<am>${MONTH})\.?\s(?<ad>\d{1,2})(?:st|nd|rd|th)?,?\s(?<ay>${Y})\b`,
  String.raw`\b(?<bd>\d{1,2})(?:st|nd|rd|th)?\s(?:of\s)?(?<bm>${MONTH})\.?,?\s(?<by>${Y})\b`,
  String.raw`\b(?<cm>${MONTH})\.?,?\s(?<cy>${Y})${DAY}`,
  String.raw`\b(?<part>(?:${MONTH})\s\d{1,2}(?:st|nd|rd|th)?${DAY}|\d{1,2}(?:st|nd|rd|th)?\s(?:of\s)?(?:${MONTH})(?![a-z])|in\s(?:january|february|march|april|may|june|july|august|september|october|november|december)(?![a-z])|\d{1,2}月(?:\d{1,2}[日号])?)`,
  String.raw`\bfy\s?'?(?<fqy>${Y}|\d{2})\s?q(?<fqq>[1-4])\b`,
  String.raw`(?<yqy>${Y})\s?(?:财年|年度?)?\s?q(?<yqq>[1-4])(?![\da-z])`,
  // F1Q26, 1Q26 and 26Q1 as notes write them.
  String.raw`\b(?:f|fy)?(?<nq>[1-4])q\s?'?(?:fy)?'?(?<nqy>${Y}|\d{2})(?![\d.,%])`,
  String.raw`(?<![\d.,$¥€£a-z])(?<syq>\d{2})q(?<syqq>[1-4])(?![\da-z])`,
  String.raw`\bq(?<qq>[1-4])\s?(?:${FY}(?<qy>${Y}|\d{2}(?![\d.,%])))?(?!\d)`,
  String.raw`\b(?<wq>first|second|third|fourth|final)\s(?:fiscal\s)?quarter(?:\s${FY}(?<wy>${Y}|\d{2}(?![\d.,%])))?(?!\d)`,
  String.raw`(?:(?<zqy>${Y})\s?(?:财年|财政年度|年度?)?的?)?第?(?<zq>${Q})(?:个?财?季度?|个?季度)(?!\d)`,
  String.raw`\b(?:(?<h1>[12])h|h(?<h2>[12]))\s?(?:${FY}(?<hy>${Y}|\d{2}(?!\d)))?(?!\d)`,
  String.raw`(?<yhy>${Y})\s?h(?<yhh>[12])\b`,
  String.raw`\b(?<wh>first|second)\shalf(?!\sof\sthe\s(?:last|past))(?:\s(?:of\s)?(?:the\syear)?${FY}(?<why>${Y})?)?`,
  String.raw`(?:(?<zhy>${Y})\s?(?:财年|财政年度|年度?)?的?)?(?<zh>[上下])半年`,
  String.raw`(?:(?<zny>${Y})\s?(?:财年|财政年度|年度?)?的?)?前(?:三|3)(?:个)?季度`,
  String.raw`\b(?:(?:first|the)\s)?(?<n9>nine\smonths|9m)(?:\s?(?:to\s)?${FY}(?<ny>${Y}))?`,
  String.raw`\bfy\s?'?(?<fy>${Y}|\d{2})(?![\d.]\d|\d)`,
  String.raw`\b(?:fiscal|financial)\s(?:years?\s)?'?(?<gy>${Y}|\d{2})(?!\d|[.,]\d|\s?%)`,
  String.raw`(?<!\d)(?<zfy>\d{2}|${Y})\s?(?:财政年度|财年|年度|年报)(?:末|底|初)?`,
  String.raw`(?<!\d)(?<zyy>${Y})\s?年(?:末|底|初|全年|年末|以来)?`,
  String.raw`(?:(?:over|during|in|for|within|past|last|previous|recent|preceding|each of|of the|the|just|only|barely|under)\s{1,2}){1,3}(?<sn>\d{1,2}|${SMALL})\s(?:full\s|fiscal\s|consecutive\s)?years?(?![a-z])`,
  String.raw`\b(?<sp>\d{1,2}|${SMALL})\s(?:fiscal\s)?years?(?=\s(?:cagr|compound|average|growth|record|view|history|total|annual|high|low|period))`,
  String.raw`(?<dec>(?:past|last|over\sa|a|the)\sdecade)`,
  String.raw`(?<!连续|第|\d)(?:近|过去|最近|这|前|用了?|在)?(?<sz>\d{1,2}|${SMALL})\s?(?:个)?(?:财年|年)(?:来|间|里|内|累计|以来|前|期|年均|复合|平均)?(?=.{0,16}(?:复合|年均|累计|增|降|翻|平均|间|来|里|内|最|扩|缩|升|跌))(?!\d)`,
  String.raw`(?<!\d|\d[.,]|[$¥€£]\s?)(?<yy>${Y})(?!\d|[.,]\d|年|${AMOUNT})`,
]
const PERIODS = new RegExp(PATTERNS.map((p) => `(?:${p})`).join('|'), 'gu')

const ORDINALS: Record<string, number> = { first: 1, second: 2, third: 3, fourth: 4, final: 4 }
/** Of a quarter or half: 2, second, 二. */
const partOf = (text: string): number => ORDINALS[text] ?? countOf(text)
const yearOf = (text: string | undefined): number | null =>
  text === undefined ? null : text.length === 2 ? 2000 + Number(text) : Number(text)
const two = (text: string | number): string => String(text).padStart(2, '0')
const monthOf = (text: string): string => two(MONTHS.indexOf(text.slice(0, 3)) + 1)

type PeriodGroups = Record<string, string | undefined>

const dayOrMonth = (g: PeriodGroups): NamedPeriod | null => {
  if (g.iy) return { kind: 'day', day: `${g.iy}-${two(g.im ?? '')}-${two(g.id ?? '')}` }
  if (g.zy) {
    const month = `${g.zy}-${two(g.zm ?? '')}`
    return g.zd ? { kind: 'day', day: `${month}-${two(g.zd)}` } : { kind: 'month', month }
  }
  if (g.am) return { kind: 'day', day: `${g.ay}-${monthOf(g.am)}-${two(g.ad ?? '')}` }
  if (g.bm) return { kind: 'day', day: `${g.by}-${monthOf(g.bm)}-${two(g.bd ?? '')}` }
  if (g.cm) return { kind: 'month', month: `${g.cy}-${monthOf(g.cm)}` }
  return g.part ? { kind: 'part' } : null
}

const periodFrom = (g: PeriodGroups): NamedPeriod | null => {
  const day = dayOrMonth(g)
  if (day) return day
  const quarter = g.fqq ?? g.yqq ?? g.nq ?? g.syqq ?? g.qq ?? g.wq ?? g.zq
  if (quarter)
    return {
      kind: 'quarter',
      year: yearOf(g.fqy ?? g.yqy ?? g.nqy ?? g.syq ?? g.qy ?? g.wy ?? g.zqy),
      quarter: partOf(quarter),
    }
  const half = g.h1 ?? g.h2 ?? g.yhh ?? g.wh
  if (half || g.zh)
    return {
      kind: 'half',
      year: yearOf(g.hy ?? g.yhy ?? g.why ?? g.zhy),
      half: g.zh ? (g.zh === '上' ? 1 : 2) : partOf(half ?? ''),
    }
  if (g.fy ?? g.gy ?? g.zfy)
    return { kind: 'year', year: yearOf(g.fy ?? g.gy ?? g.zfy) ?? 0, fiscal: true }
  if (g.zyy ?? g.yy) return { kind: 'year', year: Number(g.zyy ?? g.yy), fiscal: false }
  const span = g.sn ?? g.sp ?? g.sz
  if (span) return { kind: 'span', years: countOf(span) }
  if (g.dec) return { kind: 'span', years: 10 }
  return { kind: 'nine_months', year: yearOf(g.ny ?? g.zny) }
}

/** Most periods that are read of a text: a section at its longest has some hundreds. */
const MAX_PERIODS = 5_000

/**
 * Every period named in a text in lower case, in order and without overlaps. A match holds dozens
 * of groups, so each is let go before the next one is looked for.
 */
export const periodsIn = (text: string): PeriodMention[] => {
  const found: PeriodMention[] = []
  for (const match of text.matchAll(PERIODS)) {
    if (found.length >= MAX_PERIODS) break
    const period = periodFrom(match.groups ?? {})
    if (period) found.push({ start: match.index, end: match.index + match[0].length, period })
  }
  return found
}
