/**
 * A quarter of the SEC's Financial Statement Data Sets, read from its archive: the periodic reports
 * and their values. Nothing is given of an archive that is damaged, cut or short.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { basename } from 'node:path'
import { TAGS } from '../../aggregator/providers/sec/chains.ts'
import {
  filedLineReader,
  type FiledValue,
  type Submission,
  submissionReader,
  type TableReader,
} from '../../aggregator/providers/sec/data-sets/rows.ts'
import {
  factsOfSubmission,
  isOfShares,
  isPeriodic,
  knownAt,
} from '../../aggregator/providers/sec/data-sets/submission-facts.ts'
import type { CompanyFact } from '../../aggregator/frames/store.ts'
import { companyOfCik, listingOf } from '../../aggregator/universe/of-submissions.ts'
import type { Listing } from '../../aggregator/universe/listing.ts'
import { archiveEntries, BadArchive, readEntry } from './zip-archive.ts'

export interface DataSetReport {
  submission: Submission
  values: FiledValue[]
  /** It has figures of shares in other hands than a parent's. */
  hasShares: boolean
}

export interface DataSet {
  /** `2010q1` */
  batch: string
  /** SHA-256 of the archive, and the form of the mapping. */
  source: string
  /** Periodic reports with their values, by company. */
  reports: Map<string, DataSetReport[]>
  /** Submissions that are no periodic reports. */
  others: number
}

/** Counted up when the mapping of submissions makes other facts of the same values. */
const MAPPING = 1
/**
 * Fewer reports with any value than this part of all: the values of the quarter are not all there.
 */
const LEAST_WITH_VALUES = 0.9
const NAME = /^(\d{4})q([1-4])/

/** `2010q1` of `/somewhere/2010q1.zip`; null for a file of another name. */
export const quarterOf = (path: string): string | null => NAME.exec(basename(path))?.[0] ?? null

const hashOf = async (path: string): Promise<string> => {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}

/** The tags that the mapping reads, without their taxonomy. */
const READ_TAGS: ReadonlySet<string> = new Set(
  [...TAGS].map((tag) => tag.slice(tag.indexOf(':') + 1)),
)

const readTable = async (path: string, name: string, reader: TableReader): Promise<void> => {
  const entry = (await archiveEntries(path)).find((one) => one.name === name)
  if (!entry) throw new BadArchive(`it has no ${name}: it is no quarter of the data sets`)
  await readEntry(path, entry, reader.push)
  reader.end()
}

/** What names the content of an archive and how it is mapped, without reading its tables. */
export const sourceOf = async (path: string): Promise<string> => `${MAPPING} ${await hashOf(path)}`

/** Throws BadArchive. */
export const readDataSet = async (path: string): Promise<DataSet> => {
  const batch = quarterOf(path)
  if (batch === null)
    throw new BadArchive('its name does not say which quarter it is: name it like 2010q1.zip')
  const periodic = new Map<string, Submission>()
  let others = 0
  await readTable(
    path,
    'sub.txt',
    submissionReader((row) => {
      if (isPeriodic(row)) periodic.set(row.accn, row)
      else others += 1
    }),
  )
  if (periodic.size === 0) throw new BadArchive('it names no periodic report')
  const values = new Map<string, FiledValue[]>()
  const withShares = new Set<string>()
  await readTable(
    path,
    'num.txt',
    filedLineReader(({ accn, tag, value }) => {
      if (!periodic.has(accn)) return
      if (isOfShares(tag)) withShares.add(accn)
      const known = values.get(accn) ?? []
      values.set(accn, known)
      if (value && READ_TAGS.has(tag)) known.push(value)
    }),
  )
  if (values.size < LEAST_WITH_VALUES * periodic.size)
    throw new BadArchive(
      `it has values of ${values.size} of its ${periodic.size} periodic reports alone: it is short`,
    )
  const reports: DataSet['reports'] = new Map()
  for (const submission of periodic.values()) {
    const company = companyOfCik(submission.cik)
    const known = reports.get(company) ?? []
    reports.set(company, known)
    const { accn } = submission
    known.push({ submission, values: values.get(accn) ?? [], hasShares: withShares.has(accn) })
  }
  return { batch, source: await sourceOf(path), reports, others }
}

/** The rows of the universe that reports of one company make. */
export const listingsOf = (reports: readonly DataSetReport[]): Listing[] =>
  reports.map(({ submission, hasShares }) => {
    const { cik, name, formerName, sic, fiscalYearEnd } = submission
    const known_at = knownAt(submission)
    return listingOf({ cik, name, formerName, sic, fiscalYearEnd, known_at, hasShares })
  })

/** The facts of the reports of one company, each report mapped by itself. Throws BadArchive. */
export const mapCompany = (company: string, reports: readonly DataSetReport[]): CompanyFact[] =>
  reports.flatMap(({ submission, values }) => {
    const facts = factsOfSubmission(submission, values)
    if (!facts.ok)
      throw new BadArchive(
        `the values of ${submission.accn} are not of the expected form (${facts.field})`,
      )
    return facts.data.map((fact) => ({ company, fact }))
  })
