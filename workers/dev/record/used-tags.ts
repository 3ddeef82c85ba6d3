/**
 * Which tags are used by at least twenty of some 8,900 filers near each concept, from the
 * statistics of a public project that are kept beside the repository: a table of tags, the most
 * used first, each with the number of companies and the name of the line that it is most often
 * shown as.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../paths.ts'
import lines from './used-tags.lines.json' with { type: 'json' }

const TABLE = join(ROOT, '..', 'shared', 'reference', 'us-gaap-tag-usage.tsv')
const FEWEST_COMPANIES = 20
/** The lines of the three cash flows hold every movement too: of them the totals alone. */
const TOTALS_ALONE = /^(operating|investing|financing)_cash_flow$/
const TOTAL = 'NetCashProvidedByUsedIn'

export const hasTagUsage = (): boolean => existsSync(TABLE)
export const tagUsage = (): string => readFileSync(TABLE, 'utf8')

/** The tags by concept, in the order of the table. Throws where the table lacks a column. */
export const usedTags = (table: string): Record<string, string[]> => {
  const [head = '', ...rows] = table.split(/\r?\n/)
  const columns = head.split('\t')
  const at = (name: string): number => {
    const column = columns.indexOf(name)
    if (column === -1) throw new Error(`the table of used tags has no column ${name}`)
    return column
  }
  const [companies, tag, line] = [at('companies'), at('tag'), at('standard')]
  const used = rows
    .map((row) => row.split('\t'))
    .filter((cells) => Number(cells[companies]) >= FEWEST_COMPANIES)
    .map((cells) => ({ tag: cells[tag] ?? '', line: cells[line] ?? '' }))
  return Object.fromEntries(
    Object.entries(lines).map(([concept, names]) => [
      concept,
      used
        .filter((one) => names.includes(one.line))
        .filter((one) => !TOTALS_ALONE.test(concept) || one.tag.startsWith(TOTAL))
        .map((one) => one.tag),
    ]),
  )
}
