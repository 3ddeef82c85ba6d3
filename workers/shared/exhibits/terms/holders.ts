/** The names of what is known of the holders of the shares. Pure data. */
import type { Term } from '../../contracts/facts.ts'
import { termIn } from './term.ts'

/** Holders that have figures of their own; their names stand in the exhibit. */
export const MOST_HOLDERS = 10

const part = termIn('holders', 'ratio')
const count = termIn('holders', 'amount')

/** Concepts of the providers' breakdowns that are figures of a report. */
export const BREAKDOWN_TERMS: Readonly<Record<string, Term>> = {
  holder_count: count(
    'Shareholders',
    '股东户数',
    'Number of holders of the shares',
    '持有股份的户数',
  ),
  institutions_count: count(
    'Institutional holders',
    '机构股东数',
    'Number of institutions that hold shares',
    '持有股份的机构数',
  ),
  institutions_fraction: part(
    'Held by institutions',
    '机构持股比例',
    'Part of the shares that institutions hold',
    '机构所持股份比例',
  ),
  institutions_float_fraction: part(
    'Part of the float held by institutions',
    '机构占流通股比例',
    'Part of the freely tradable shares that institutions hold',
    '机构所持流通股比例',
  ),
  insiders_fraction: part(
    'Held by insiders',
    '内部人持股比例',
    'Part of the shares that insiders hold',
    '内部人所持股份比例',
  ),
  pledged_fraction: part(
    'Pledged shares',
    '质押比例',
    'Part of the shares that holders have pledged',
    '股东已质押股份比例',
  ),
  stock_connect_fraction: part(
    'Held through Stock Connect',
    '互联互通持股比例',
    'Part of the shares held through Stock Connect',
    '通过互联互通持有的股份比例',
  ),
}

const ofHolder = (place: number): [string, Term][] => [
  [
    `holder_${place}_fraction`,
    part(
      `Holder ${place}, part of the shares`,
      `第 ${place} 大股东持股比例`,
      'Part of the shares of its list; the name stands in the exhibit',
      '占所在名单股份的比例；名称见资料',
    ),
  ],
  [
    `holder_${place}_shares`,
    count(
      `Holder ${place}, shares`,
      `第 ${place} 大股东持股数`,
      'Shares held; the name stands in the exhibit',
      '持股数；名称见资料',
    ),
  ],
  [
    `holder_${place}_change`,
    count(
      `Holder ${place}, change`,
      `第 ${place} 大股东增减`,
      'Change of the shares against the report before',
      '相对上一期报告的股数变动',
    ),
  ],
]

export const HOLDER_TERMS: Readonly<Record<string, Term>> = {
  ...BREAKDOWN_TERMS,
  top_holders_fraction: part(
    'Largest holders together',
    '前列股东合计持股比例',
    'Sum of the parts of the holders that are listed, ten at most',
    '所列股东（至多十名）持股比例之和',
  ),
  ...Object.fromEntries(Array.from({ length: MOST_HOLDERS }, (_, i) => i + 1).flatMap(ofHolder)),
}
