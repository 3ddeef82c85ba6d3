/** Reads a folder of the SEC's Financial Statement Data Sets into the companies of one year. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { companyFactsOf } from '../../aggregator/providers/sec/data-sets/company-facts.ts'
import {
  type FiledValue,
  lineReader,
  type PresentedLine,
  type Submission,
  submissionReader,
  type TableReader,
  valueReader,
} from '../../aggregator/providers/sec/data-sets/rows.ts'
import type { CompanyFacts } from '../../aggregator/providers/sec/raw.ts'
import { streamEntry } from './zip-entry.ts'

export interface Filer {
  /** The annual report of the year that is looked at. */
  report: Submission
  /** What all its periodic reports in the folder say. */
  companyFacts: CompanyFacts
  /** The lines of the report's statements as they were presented, under standard and own tags. */
  presented: PresentedLine[]
  /** Its values on the balance date, by tag, the filer's own among them. */
  balances: ReadonlyMap<string, number>
  /** Its values over the year, by tag, the filer's own among them. */
  flows: ReadonlyMap<string, number>
  /** The values of all its periodic reports, under tags of its own too. */
  values: readonly FiledValue[]
  /** How its reports caption each tag. */
  captions: ReadonlyMap<string, string>
}

const QUARTERS_OF_YEAR = 4
const PERIODIC = new Set(['10-K', '10-K/A', '10-Q', '10-Q/A'])

const readTable = async (path: string, name: string, reader: TableReader): Promise<void> => {
  const found = await streamEntry(path, name, reader.push)
  if (!found) throw new Error(`${path} has no ${name}`)
  reader.end()
}

/** A report without a stated year is one of the year in which it ends. */
const isOfYear = ({ form, fy, period }: Submission, year: number): boolean =>
  form === '10-K' && (fy ?? Number(period.slice(0, 4))) === year

/** The companies with an annual report of this year, in the order of their reports. */
export const filersOf = async (folder: string, year: number): Promise<Filer[]> => {
  const archives = readdirSync(folder)
    .filter((name) => name.endsWith('.zip'))
    .sort()
    .map((name) => join(folder, name))
  const submissions = new Map<string, Submission>()
  for (const path of archives)
    await readTable(
      path,
      'sub.txt',
      submissionReader((row) => submissions.set(row.accn, row)),
    )
  const reports = new Map<number, Submission>()
  for (const row of submissions.values()) if (isOfYear(row, year)) reports.set(row.cik, row)
  const wanted = new Map(
    [...submissions].filter(([, row]) => reports.has(row.cik) && PERIODIC.has(row.form)),
  )
  const values = new Map<number, FiledValue[]>()
  for (const path of archives)
    await readTable(
      path,
      'num.txt',
      valueReader((row) => {
        const cik = wanted.get(row.accn)?.cik
        if (cik === undefined) return
        const list = values.get(cik)
        if (list) list.push(row)
        else values.set(cik, [row])
      }),
    )
  const presented = new Map<string, PresentedLine[]>()
  for (const { accn } of reports.values()) presented.set(accn, [])
  const captions = new Map<number, Map<string, string>>()
  const take = (row: PresentedLine): void => {
    presented.get(row.accn)?.push(row)
    const cik = wanted.get(row.accn)?.cik
    if (cik === undefined) return
    const known = captions.get(cik) ?? new Map<string, string>()
    captions.set(cik, known.set(row.tag, row.label))
  }
  for (const path of archives) await readTable(path, 'pre.txt', lineReader(take))
  return [...reports].map(([cik, report]) => {
    const all = values.get(cik) ?? []
    const ofReport = (quarters: number): Map<string, number> =>
      new Map(
        all
          .filter((row) => row.accn === report.accn && row.date === report.period)
          .filter((row) => row.quarters === quarters)
          .map(({ tag, value }) => [tag, value]),
      )
    return {
      report,
      companyFacts: companyFactsOf(report, wanted, all),
      presented: presented.get(report.accn) ?? [],
      balances: ofReport(0),
      flows: ofReport(QUARTERS_OF_YEAR),
      values: all,
      captions: captions.get(cik) ?? new Map(),
    }
  })
}
