/**
 * Notes on the result of a screen: which companies are not in it, for how many a figure is known,
 * and in which currency amounts are compared. Pure.
 */
import type { Manifest } from '#shared/contracts/screens.ts'
import { gapsOf } from '#shared/screen/gaps.ts'
import type { Field, FieldList } from '#shared/screen/fields.ts'
import type { ScreenTable } from '#shared/screen/table.ts'
import type { ColumnName } from '#shared/screen/tables.ts'
import type { SaidNote } from './cells.ts'

/** Below this share of the companies a figure's coverage is told. */
const WELL_COVERED = 0.9
/** Figures whose coverage is told one by one. */
const MOST_COVERAGE_NOTES = 20

/**
 * A note where the list of companies is of another day than the one asked for: it then has
 * companies that were not listed on that day, and lacks others that were.
 */
const survivorship = ({ market, as_of, sources }: Manifest): SaidNote[] =>
  sources
    .filter(({ kind }) => kind === 'universe')
    .map(({ provider, day }) => {
      // A range ends with its last day.
      const last = day.match(/\d{4}-\d{2}-\d{2}/g)?.at(-1)
      return last !== undefined && last > as_of
        ? {
            en: `${market}: the list of companies (${provider}) is of ${day}, after ${as_of}: companies that were delisted between are missing, so a list of that day looks better than it was.`,
            zh: `${market}：公司名单（${provider}）的日期是 ${day}，晚于 ${as_of}：其间退市的公司不在其中，因此当日的结果会显得更好（幸存者偏差）。`,
          }
        : {
            en: `${market}: the list of companies (${provider}) is of ${day}, with those that were delisted since.`,
            zh: `${market}：公司名单（${provider}）的日期是 ${day}，包括此后退市的公司。`,
          }
    })

const coverage = (
  manifest: Manifest,
  needed: readonly ColumnName[],
  byId: ReadonlyMap<string, Field>,
): SaidNote[] => {
  const { market, companies, columns } = manifest
  const newest = new Map(columns.filter(({ lag }) => lag === 0).map((c) => [c.field, c.known]))
  return [...new Set(needed.map(({ field }) => field))].flatMap((id) => {
    const known = newest.get(id) ?? 0
    const field = byId.get(id)
    if (!field || known >= companies.rows * WELL_COVERED) return []
    return [
      {
        en: `${market}: ${field.en} (${id}) is known of ${known} of ${companies.rows} companies.`,
        zh: `${market}：${companies.rows} 家公司中有 ${known} 家的${field.zh}（${id}）已知。`,
      },
    ]
  })
}

const currencies = ({ companies }: ScreenTable, isMoney: boolean): SaidNote[] => {
  const reported = [...new Set(companies.currencies.filter((code) => code !== null))].sort()
  if (reported.length < 2 || !isMoney) return []
  return [
    {
      en: `Companies report in ${reported.join(', ')}: each amount is shown in the company's own currency, and is compared and sorted at one stated rate.`,
      zh: `各公司的报告货币为 ${reported.join('、')}：金额按各自货币显示，比较和排序时按同一汇率换算。`,
    },
  ]
}

export const notesOf = (
  manifests: readonly Manifest[],
  needed: readonly ColumnName[],
  table: ScreenTable,
  fields: FieldList,
): SaidNote[] => {
  const byId = new Map(fields.map((field) => [field.id, field]))
  const isMoney = needed.some(({ field }) => byId.get(field)?.unit.startsWith('money') === true)
  return [
    ...manifests.flatMap(gapsOf),
    ...manifests.flatMap(survivorship),
    ...manifests
      .flatMap((manifest) => coverage(manifest, needed, byId))
      .slice(0, MOST_COVERAGE_NOTES),
    ...currencies(table, isMoney),
  ]
}
