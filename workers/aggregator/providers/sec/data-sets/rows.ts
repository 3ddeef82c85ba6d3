/**
 * Rows of the SEC's Financial Statement Data Sets: tab-separated files of what was filed in one
 * quarter. Pure: bytes come in by chunks, and typed rows go out one by one.
 */
import { localInstant, MARKET_ZONES } from '../../../time/market-time.ts'

const ACCEPTED = 'yyyy-MM-dd HH:mm:ss'

/** One submission (`sub.txt`). */
export interface Submission {
  accn: string
  cik: number
  name: string
  /** The industry code; null when the row has none. */
  sic: string | null
  /** MMDD. */
  fiscalYearEnd: string | null
  form: string
  /** The balance date, rounded by the SEC to the end of a month. */
  period: string
  fy: number | null
  fp: string | null
  filed: string
  /** RFC 3339: the moment at which EDGAR accepted it; null when the row does not say. */
  accepted: string | null
  formerName: string | null
}

/** One value (`num.txt`) of the whole company: without dimensions and co-registrants. */
export interface FiledValue {
  accn: string
  tag: string
  /** `us-gaap/2009`, or the accession number for a tag of the filer's own. */
  version: string
  /** Rounded by the SEC to the end of a month. */
  date: string
  /** The number of quarters that a flow covers; 0 for an instant. */
  quarters: number
  unit: string
  value: number
}

/** A row of `num.txt`, of the whole company or of a part of it. */
export interface DataSetLine {
  accn: string
  tag: string
  /** Null for a value of a segment or of a co-registrant, and for a row without a value. */
  value: FiledValue | null
}

/** One line of a statement as it was presented (`pre.txt`). */
export interface PresentedLine {
  accn: string
  report: number
  line: number
  /** BS, IS, CF, EQ, CI and so on. */
  statement: string
  /** True for values in parentheses beside a caption. */
  parenthetical: boolean
  tag: string
  version: string
  label: string
}

type ColumnOf = (name: string) => string

/** `20091231` as `2009-12-31`; an empty text stays empty. */
const dayOf = (text: string): string =>
  text.length === 8 ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : ''

const textOrNull = (text: string): string | null => (text === '' ? null : text)
const numberOrNull = (text: string): number | null => (text === '' ? null : Number(text))

/** `2010-02-10 16:35:00.0`, in the time of New York. */
const acceptedAt = (text: string): string | null =>
  localInstant(text.slice(0, ACCEPTED.length), ACCEPTED, MARKET_ZONES.US)

/** Null for a row without an accession number, a CIK, a period or a day of filing. */
const submissionOf = (column: ColumnOf): Submission | null => {
  const row = {
    accn: column('adsh'),
    cik: Number(column('cik')),
    name: column('name'),
    sic: textOrNull(column('sic')),
    fiscalYearEnd: textOrNull(column('fye')),
    form: column('form'),
    period: dayOf(column('period')),
    fy: numberOrNull(column('fy')),
    fp: textOrNull(column('fp')),
    filed: dayOf(column('filed')),
    accepted: acceptedAt(column('accepted')),
    formerName: textOrNull(column('former')),
  }
  return row.accn && row.cik > 0 && row.period && row.filed ? row : null
}

/** Null for a value of a segment or of a co-registrant, and for a row without a value. */
const filedValueOf = (column: ColumnOf): FiledValue | null => {
  const value = column('value')
  if (column('segments') !== '' || column('coreg') !== '' || value === '') return null
  return {
    accn: column('adsh'),
    tag: column('tag'),
    version: column('version'),
    date: dayOf(column('ddate')),
    quarters: Number(column('qtrs')),
    unit: column('uom'),
    value: Number(value),
  }
}

const filedLineOf = (column: ColumnOf): DataSetLine => ({
  accn: column('adsh'),
  tag: column('tag'),
  value: filedValueOf(column),
})

const presentedLineOf = (column: ColumnOf): PresentedLine => ({
  accn: column('adsh'),
  report: Number(column('report')),
  line: Number(column('line')),
  statement: column('stmt'),
  parenthetical: column('inpth') === '1',
  tag: column('tag'),
  version: column('version'),
  label: column('plabel'),
})

/** Cuts chunks of bytes into lines, without their ends. */
const lineCutter = (take: (line: string) => void) => {
  const decoder = new TextDecoder()
  let rest = ''
  const cut = (text: string): void => {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) take(line.endsWith('\r') ? line.slice(0, -1) : line)
  }
  return {
    push: (chunk: Uint8Array): void => cut(decoder.decode(chunk, { stream: true })),
    end: (): void => {
      cut(decoder.decode())
      if (rest !== '') take(rest)
      rest = ''
    },
  }
}

export interface TableReader {
  push(chunk: Uint8Array): void
  /** To be called after the last chunk. */
  end(): void
}

/**
 * Reads a table whose first line names the columns. Rows for which `toRow` is null are left out.
 */
const tableReader =
  <T>(toRow: (column: ColumnOf) => T | null) =>
  (take: (row: T) => void): TableReader => {
    let places: Map<string, number> | null = null
    return lineCutter((line) => {
      const cells = line.split('\t')
      if (places === null) {
        places = new Map(cells.map((name, at) => [name, at]))
        return
      }
      const at = places
      const row = toRow((name) => cells[at.get(name) ?? -1] ?? '')
      if (row !== null) take(row)
    })
  }

export const submissionReader = tableReader(submissionOf)
export const valueReader = tableReader(filedValueOf)
export const filedLineReader = tableReader(filedLineOf)
export const lineReader = tableReader(presentedLineOf)
