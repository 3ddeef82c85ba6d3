/**
 * Holders of mainland companies: the ten largest holders of all shares, the ten largest of the
 * freely tradable shares, and the number of holders.
 */
import { z } from 'zod'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { percent, shares } from '#shared/units/scale.ts'
import { quantity } from '#shared/units/quantity.ts'
import { isDecimal } from '../numeric.ts'
import type {
  CompanyQuery,
  ItemsAnswer,
  NewItem,
  ProviderContext,
  ProviderFailure,
  ProviderResult,
} from '../../model/provider.ts'
import { malformed } from '../statement-row.ts'
import { type EastmoneyReport, type ReportQuery, report } from './data-centre.ts'
import { dayOf, optionalNumber, optionalText, readRows, textOf, wholePeriods } from './fields.ts'
import { companyPage } from './symbols.ts'

const ROW = { SECUCODE: z.string(), END_DATE: z.string() }
/**
 * The change is a number of shares, 不变 (unchanged), or 新进 (new) for a holder that was not among the
 * previous ten.
 */
const holderRow = z.object({
  ...ROW,
  HOLDER_NAME: z.string().min(1),
  HOLDER_RANK: z.int().min(1).nullish(),
  HOLD_NUM: optionalNumber,
  HOLDER_TYPE: optionalText,
  HOLD_NUM_RATIO: optionalNumber,
  FREE_HOLDNUM_RATIO: optionalNumber,
  HOLD_NUM_CHANGE: z.union([z.string(), z.number()]).nullish(),
})
const countRow = z.object({ ...ROW, HOLDER_TOTAL_NUM: z.int().min(0).nullish() })

const COLUMNS = [
  'SECUCODE',
  'SECURITY_CODE',
  'END_DATE',
  'HOLDER_RANK',
  'HOLDER_NAME',
  'HOLD_NUM',
  'HOLD_NUM_CHANGE',
]
const BY_RANK = { columns: 'END_DATE,HOLDER_RANK', types: '-1,1' }
/** Eight quarters with ten holders each. */
const ROWS = 80

const REPORTS = {
  float: {
    name: 'RPT_F10_EH_FREEHOLDERS',
    columns: [...COLUMNS, 'HOLDER_TYPE', 'FREE_HOLDNUM_RATIO'],
    sort: BY_RANK,
    rows: ROWS,
  },
  total: {
    name: 'RPT_F10_EH_HOLDERS',
    columns: [...COLUMNS, 'HOLD_NUM_RATIO'],
    sort: BY_RANK,
    rows: ROWS,
  },
  count: {
    name: 'RPT_F10_EH_HOLDERNUM',
    columns: ['SECUCODE', 'SECURITY_CODE', 'END_DATE', 'HOLDER_TOTAL_NUM'],
    sort: { columns: 'END_DATE', types: '-1' },
    rows: 20,
  },
} as const satisfies Record<string, Omit<ReportQuery, 'filter'>>

const changeOf = (given: string | number | null | undefined): string | null => {
  if (given === '不变') return '0'
  const text = String(given ?? '')
  return isDecimal(text) ? shares(text, '股').value : null
}

type HolderItem = ItemOf<'holders'>
const endOf = (row: { END_DATE: string }): string | null => dayOf(row.END_DATE)

const holderItems = (
  scope: 'float' | 'total',
  symbol: string,
  answer: EastmoneyReport,
): ProviderResult<HolderItem[]> => {
  const { name } = REPORTS[scope]
  const rows = readRows(name, symbol, holderRow, answer.rows, (row) => row.SECUCODE)
  if (!rows.ok) return rows
  const items: HolderItem[] = []
  for (const row of wholePeriods(rows.data, answer.cut, endOf)) {
    const as_of = endOf(row)
    if (!as_of) return malformed('eastmoney', `${name} END_DATE`)
    const ratio = scope === 'float' ? row.FREE_HOLDNUM_RATIO : row.HOLD_NUM_RATIO
    items.push({
      kind: 'holder',
      as_of,
      scope,
      holder: row.HOLDER_NAME.trim(),
      holder_kind: textOf(row.HOLDER_TYPE),
      rank: row.HOLDER_RANK ?? null,
      shares: typeof row.HOLD_NUM === 'number' ? shares(row.HOLD_NUM, '股').value : null,
      fraction: typeof ratio === 'number' ? percent(ratio).value : null,
      change: changeOf(row.HOLD_NUM_CHANGE),
      value: null,
      value_unit: null,
    })
  }
  return { ok: true, data: items }
}

const countItems = (symbol: string, answer: EastmoneyReport): ProviderResult<HolderItem[]> => {
  const rows = readRows(REPORTS.count.name, symbol, countRow, answer.rows, (row) => row.SECUCODE)
  if (!rows.ok) return rows
  const items: HolderItem[] = []
  for (const row of rows.data) {
    const as_of = endOf(row)
    if (!as_of) return malformed('eastmoney', `${REPORTS.count.name} END_DATE`)
    if (typeof row.HOLDER_TOTAL_NUM !== 'number') continue
    const figure = {
      concept: 'holder_count',
      ...quantity(row.HOLDER_TOTAL_NUM, 'persons'),
      provider_field: 'HOLDER_TOTAL_NUM',
    }
    items.push({ kind: 'breakdown', as_of, figures: [figure] })
  }
  return { ok: true, data: items }
}

const keyOf = (item: HolderItem): string =>
  item.kind === 'holder'
    ? `${item.scope} ${item.as_of} ${item.rank} ${item.holder}`
    : `count ${item.as_of}`

/**
 * The answer has the end date of each report but not its day of publication, so items are known
 * from the time they were read.
 */
export const holders = async (
  query: CompanyQuery,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<'holders'>>> => {
  const { market, symbol } = query
  const filter = `(SECUCODE="${symbol}")`
  const [float, total, count] = await Promise.all([
    report({ ...REPORTS.float, filter }, context),
    report({ ...REPORTS.total, filter }, context),
    report({ ...REPORTS.count, filter }, context),
  ])
  const fault = [float, total, count].find(
    (answer): answer is ProviderFailure => !answer.ok && answer.reason !== 'empty',
  )
  if (fault) return fault
  // Every listed company has ten holders, so Eastmoney does not know a company without them.
  if (!float.ok) return float
  const result: ItemsAnswer<'holders'> = {
    subject: { symbol, name: null, currency: null },
    items: [],
    sources: [],
  }
  const read = [
    { answer: float, itemsOf: (given: EastmoneyReport) => holderItems('float', symbol, given) },
    { answer: total, itemsOf: (given: EastmoneyReport) => holderItems('total', symbol, given) },
    { answer: count, itemsOf: (given: EastmoneyReport) => countItems(symbol, given) },
  ]
  for (const { answer, itemsOf } of read) {
    if (!answer.ok) continue
    const items = itemsOf(answer.data)
    if (!items.ok) return items
    const about = {
      known_at: context.now().toISOString(),
      source_url: companyPage(market, symbol, 'gdyj'),
      source: result.sources.length,
    }
    result.items.push(
      ...items.data.map((item): NewItem<'holders'> => ({ key: keyOf(item), item, ...about })),
    )
    result.sources.push(answer.data.raw)
  }
  return { ok: true, data: result }
}
