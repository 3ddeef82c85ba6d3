/** Reads a folder of the SEC's Financial Statement Data Sets into the companies of one year. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { companyFactsOf } from '../../aggregator/providers/sec/data-sets/company-facts.ts'
import {
  type FiledValue,
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
}

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
  return [...reports].map(([cik, report]) => ({
    report,
    companyFacts: companyFactsOf(report, wanted, values.get(cik) ?? []),
  }))
}
