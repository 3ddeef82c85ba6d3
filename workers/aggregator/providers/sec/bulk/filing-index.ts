/**
 * The filing index of a quarter (`master.idx`, which is asked for compressed): form and day of
 * every filing by its accession number. Only periodic reports are kept. The whole index has some 30
 * MB and is read as a stream.
 */
import { isDate } from '#shared/calendar.ts'
import type { BulkPart } from '../../../model/bulk.ts'
import type { ProviderContext, ProviderResult } from '../../../model/provider.ts'
import { failed, malformed, secBytes } from '../client.ts'
import { PERIODIC_FORMS } from '../select.ts'
import type { Quarter } from './periods.ts'

const WWW = 'https://www.sec.gov/Archives/edgar/full-index'
/** Longest index when unpacked, in bytes: several times the largest one. */
const MOST_UNPACKED = 150_000_000
/** Longest line: names of filers have at most some 150 letters. */
const LONGEST_LINE = 2_000

/** CIK, accession number, form, day of filing. */
export type IndexRow = readonly [cik: number, accn: string, form: string, filed: string]

/** `320193|Apple Inc.|10-K|2025-10-31|edgar/data/320193/0000320193-25-000079.txt` */
const rowOf = (line: string): IndexRow | null => {
  const [cik = '', , form = '', filed = '', file = ''] = line.split('|')
  if (!PERIODIC_FORMS.has(form)) return null
  const accn = /(\d{10}-\d{2}-\d{6})\.txt$/.exec(file.slice(-30))?.[1]
  return accn && /^\d{1,10}$/.test(cik) && isDate(filed) ? [Number(cik), accn, form, filed] : null
}

/** The rows of an unpacked index, or why it is none. */
const readIndex = async (bytes: Uint8Array<ArrayBuffer>): Promise<IndexRow[] | string> => {
  const rows: IndexRow[] = []
  const decoder = new TextDecoder('latin1')
  let rest = ''
  let unpacked = 0
  let isIndex = false
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
    for await (const chunk of stream) {
      unpacked += chunk.byteLength
      if (unpacked > MOST_UNPACKED) return `more than ${MOST_UNPACKED} bytes`
      const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
      rest = lines.pop() ?? ''
      if (rest.length > LONGEST_LINE) return `a line of more than ${LONGEST_LINE} letters`
      for (const line of lines) {
        isIndex ||= line.startsWith('CIK|')
        const row = rowOf(line.trimEnd())
        if (row) rows.push(row)
      }
    }
  } catch {
    return 'no whole gzip'
  }
  const last = rowOf(rest.trimEnd())
  if (last) rows.push(last)
  return isIndex ? rows : 'no line with the names of the columns'
}

export const indexPart = async (
  { year, quarter }: Quarter,
  context: ProviderContext,
): Promise<ProviderResult<BulkPart>> => {
  const name = `the filing index of ${year}Q${quarter}`
  const answer = await secBytes(`${WWW}/${year}/QTR${quarter}/master.gz`, context)
  if (!answer.ok) return answer
  const rows = await readIndex(new Uint8Array(answer.data.raw.body))
  if (typeof rows === 'string') return malformed(name, rows)
  if (rows.length === 0) return failed('empty', `${name} has no periodic report`)
  return { ok: true, data: { rows, count: null, next: [] } }
}
