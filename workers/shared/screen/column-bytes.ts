/**
 * The bytes of a column and of the companies, before gzip. A head of 16 bytes: `SCRN`, version,
 * kind, form and whether moments follow, the number of rows and the CRC-32 of all that follows,
 * both little endian. Then of a column: a byte of reason a row, and the known values alone, their
 * bytes in planes (all first bytes, then all second ones), which gzip packs much better; then of
 * each known value the place of its moment, where the column has them. Damaged bytes are refused,
 * never read as other numbers.
 */
import { crc32 } from './crc32.ts'
import { CELL_REASONS, type Column, type Companies, IN_DOUBT, NO_MOMENT } from './table.ts'

const MAGIC = [0x53, 0x43, 0x52, 0x4e] as const
const VERSION = 2
const HEAD = 16
const KINDS = { column: 1, companies: 2 } as const
/**
 * How values are written: as they are in memory, or as whole numbers of so many decimals, where all
 * values are such; `FIRST_SCALED + n` has n decimals, and n may be negative: thousands have -3.
 */
const RAW = 0
const FIRST_SCALED = 64
const SCALES = [-6, -3, 0, 1, 2, 3, 4, 6] as const
const WIDTH = 8
/** More companies than all markets have. */
const MAX_ROWS = 1_000_000

/** The bytes are no column of this version, or were changed. */
export class DamagedColumn extends Error {
  override readonly name = 'DamagedColumn'
}

const damaged = (why: string): never => {
  throw new DamagedColumn(`the bytes of the column are damaged: ${why}`)
}

const withHead = (
  kind: keyof typeof KINDS,
  form: number,
  rows: number,
  payload: Uint8Array,
  hasMoments = false,
): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(HEAD + payload.length)
  bytes.set([...MAGIC, VERSION, KINDS[kind], form, hasMoments ? 1 : 0])
  bytes.set(payload, HEAD)
  const view = new DataView(bytes.buffer)
  view.setUint32(8, rows, true)
  // The head counts too: only the sum itself does not.
  view.setUint32(12, (crc32(bytes.subarray(0, 12)) ^ crc32(payload)) >>> 0, true)
  return bytes
}

const withoutHead = (
  bytes: Uint8Array,
  kind: keyof typeof KINDS,
): { form: number; rows: number; payload: Uint8Array; hasMoments: boolean } => {
  if (bytes.length < HEAD) damaged('they end in their head')
  if (MAGIC.some((byte, at) => bytes[at] !== byte)) damaged('they do not begin as a column does')
  if (bytes[4] !== VERSION) damaged(`their version is ${bytes[4]}, and ${VERSION} is read here`)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const payload = bytes.subarray(HEAD)
  const sum = (crc32(bytes.subarray(0, 12)) ^ crc32(payload)) >>> 0
  if (view.getUint32(12, true) !== sum) damaged('their check sum does not fit')
  if (bytes[5] !== KINDS[kind]) damaged(`they are no ${kind}`)
  const rows = view.getUint32(8, true)
  if (rows > MAX_ROWS) damaged('they have too many rows')
  return { form: bytes[6] ?? 0, rows, payload, hasMoments: bytes[7] === 1 }
}

const scaledBy = (value: number, decimals: number): number =>
  decimals >= 0 ? value * 10 ** decimals : value / 10 ** -decimals
const unscaled = (whole: number, decimals: number): number =>
  decimals >= 0 ? whole / 10 ** decimals : whole * 10 ** -decimals

/** The whole numbers of so many decimals, when each gives exactly its value again. */
const wholeNumbers = (values: Float64Array, decimals: number): Float64Array | null => {
  const whole = new Float64Array(values.length)
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    const number = Math.round(scaledBy(value, decimals))
    // A whole number has no negative zero.
    if (
      Object.is(number, -0) ||
      !Number.isSafeInteger(number) ||
      !Object.is(unscaled(number, decimals), value)
    )
      return null
    whole[at] = number
  }
  return whole
}

const bytesOf = (values: Float64Array): Uint8Array => {
  const bytes = new Uint8Array(values.length * WIDTH)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < values.length; at++) view.setFloat64(at * WIDTH, values[at] as number, true)
  return bytes
}

/** The same of whole numbers as 64-bit integers, negative ones next to positive ones. */
const integerBytes = (values: Float64Array): Uint8Array => {
  const bytes = new Uint8Array(values.length * WIDTH)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number
    const size = BigInt(Math.abs(value)) * 2n
    view.setBigUint64(at * WIDTH, value < 0 ? size - 1n : size, true)
  }
  return bytes
}

const planes = (bytes: Uint8Array, into: Uint8Array): void => {
  const count = bytes.length / WIDTH
  for (let plane = 0; plane < WIDTH; plane++)
    for (let at = 0; at < count; at++)
      into[plane * count + at] = bytes[at * WIDTH + plane] as number
}

const fromPlanes = (bytes: Uint8Array): DataView => {
  const count = bytes.length / WIDTH
  const joined = new Uint8Array(bytes.length)
  for (let plane = 0; plane < WIDTH; plane++)
    for (let at = 0; at < count; at++)
      joined[at * WIDTH + plane] = bytes[plane * count + at] as number
  return new DataView(joined.buffer)
}

const reasonOf = (byte: number): number => byte & ~IN_DOUBT

export const encodeColumn = ({
  values,
  reasons,
  known: moments,
}: Column): Uint8Array<ArrayBuffer> => {
  const rows = values.length
  if (reasons.length !== rows) throw new Error('a column has a reason for each of its values')
  const known = new Float64Array(rows)
  const at = new Uint8Array(rows)
  let count = 0
  for (let row = 0; row < rows; row++) {
    const reason = reasonOf(reasons[row] as number)
    if (reason >= CELL_REASONS.length) throw new Error(`there is no reason ${reason}`)
    if (reason !== 0) continue
    const value = values[row] as number
    if (!Number.isFinite(value)) throw new Error(`the value of row ${row} is no number`)
    at[count] = moments?.[row] ?? NO_MOMENT
    known[count++] = value
  }
  const list = known.subarray(0, count)
  const scale = SCALES.find((decimals) => wholeNumbers(list, decimals) !== null)
  const whole = scale === undefined ? null : wholeNumbers(list, scale)
  const numbers = rows + count * WIDTH
  const payload = new Uint8Array(numbers + (moments ? count : 0))
  payload.set(reasons)
  planes(whole ? integerBytes(whole) : bytesOf(list), payload.subarray(rows, numbers))
  if (moments) payload.set(at.subarray(0, count), numbers)
  return withHead(
    'column',
    whole && scale !== undefined ? FIRST_SCALED + scale : RAW,
    rows,
    payload,
    moments !== undefined,
  )
}

/** @throws DamagedColumn */
export const decodeColumn = (bytes: Uint8Array): Column => {
  const { form, rows, payload, hasMoments } = withoutHead(bytes, 'column')
  if (payload.length < rows) damaged('they end among the reasons')
  const reasons = payload.slice(0, rows)
  let count = 0
  for (let row = 0; row < rows; row++) {
    const reason = reasonOf(reasons[row] as number)
    if (reason >= CELL_REASONS.length) damaged(`row ${row} has an unknown reason`)
    if (reason === 0) count++
  }
  const numbers = rows + count * WIDTH
  if (payload.length !== numbers + (hasMoments ? count : 0))
    damaged('they have another number of values')
  const scale = SCALES.find((decimals) => FIRST_SCALED + decimals === form)
  if (form !== RAW && scale === undefined) damaged('their form is unknown')
  const view = fromPlanes(payload.subarray(rows, numbers))
  const known = new Uint8Array(hasMoments ? rows : 0).fill(NO_MOMENT)
  const values = new Float64Array(rows).fill(Number.NaN)
  let place = 0
  for (let row = 0; row < rows; row++) {
    if (reasonOf(reasons[row] as number) !== 0) continue
    const at = place * WIDTH
    if (hasMoments) known[row] = payload[numbers + place] as number
    place++
    if (scale === undefined) values[row] = view.getFloat64(at, true)
    else {
      const half = view.getBigUint64(at, true)
      const whole = Number((half + 1n) / 2n)
      values[row] = unscaled(half % 2n === 0n ? whole : -whole, scale)
    }
    if (!Number.isFinite(values[row] as number)) damaged(`row ${row} is no number`)
  }
  return { values, reasons, ...(hasMoments && { known }) }
}

type CompanyText = Exclude<keyof Companies, 'ids' | 'names' | 'known_times'>
const TEXT_COLUMNS = [
  'markets',
  'exchanges',
  'industries',
  'kinds',
  'currencies',
  'year_ends',
  'known_at',
] as const satisfies readonly CompanyText[]
const NAME_LANGUAGES = ['en', 'zh', 'ja'] as const

/** Texts that many rows share: each once, and by row its place in the list; -1 is null. */
interface SharedTexts {
  texts: string[]
  places: number[]
}

const shared = (list: readonly (string | null)[]): SharedTexts => {
  const places = new Map<string, number>()
  return {
    places: list.map((text) => {
      if (text === null) return -1
      const known = places.get(text)
      if (known !== undefined) return known
      places.set(text, places.size)
      return places.size - 1
    }),
    texts: [...places.keys()],
  }
}

export const encodeCompanies = (companies: Companies): Uint8Array<ArrayBuffer> => {
  const rows = companies.ids.length
  for (const name of ['names', 'known_times', ...TEXT_COLUMNS] as const)
    if (companies[name].length !== rows) throw new Error(`${name} has another number of companies`)
  const moments = shared(companies.known_times.flat())
  const json = {
    ids: companies.ids,
    known_times: { ...moments, counts: companies.known_times.map((times) => times.length) },
    ...Object.fromEntries(
      NAME_LANGUAGES.map((language) => [
        language,
        companies.names.map((names) => names[language] ?? null),
      ]),
    ),
    ...Object.fromEntries(TEXT_COLUMNS.map((name) => [name, shared(companies[name])])),
  }
  return withHead('companies', RAW, rows, new TextEncoder().encode(JSON.stringify(json)))
}

type PackedJson = Readonly<Record<string, unknown>>
const isJson = (value: unknown): value is PackedJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const textsOf = (list: unknown, rows: number, name: string): readonly (string | null)[] => {
  if (!Array.isArray(list) || list.length !== rows)
    return damaged(`${name} is no list of its length`)
  if (list.some((text) => text !== null && typeof text !== 'string'))
    damaged(`${name} has no texts`)
  return list
}

const sharedTexts = (value: unknown, rows: number, name: string): readonly (string | null)[] => {
  if (!isJson(value) || !Array.isArray(value.texts)) return damaged(`${name} has no texts`)
  const texts = textsOf(value.texts, value.texts.length, name)
  const { places } = value
  if (!Array.isArray(places) || places.length !== rows)
    return damaged(`${name} is no list of its length`)
  return places.map((place: unknown) => {
    if (place === -1) return null
    const text = typeof place === 'number' ? texts[place] : undefined
    return text ?? damaged(`${name} has an unknown place`)
  })
}

/** Moments that many companies share, each once; of each company so many of them. */
const momentsOf = (value: unknown, rows: number): string[][] => {
  const counts: unknown = isJson(value) ? value.counts : null
  if (!isJson(value) || !Array.isArray(value.places) || !Array.isArray(counts))
    return damaged('known_times is no list')
  const times = all(sharedTexts(value, value.places.length, 'known_times'), 'known_times')
  let from = 0
  const list = counts.map((count: unknown) => {
    if (typeof count !== 'number' || !(count >= 0)) return damaged('known_times has no counts')
    from += count
    return times.slice(from - count, from)
  })
  return list.length === rows && from === times.length
    ? list
    : damaged('known_times is no list of its length')
}

const all = (list: readonly (string | null)[], name: string): readonly string[] =>
  list.every((text) => text !== null) ? list : damaged(`${name} is not known of all companies`)

/** @throws DamagedColumn */
export const decodeCompanies = (bytes: Uint8Array): Companies => {
  const { rows, payload } = withoutHead(bytes, 'companies')
  let json: unknown = null
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(payload))
  } catch {
    damaged('they are no JSON')
  }
  if (!isJson(json)) return damaged('they are no object')
  const of: PackedJson = json
  const [en, zh, ja] = NAME_LANGUAGES.map((language) => textsOf(of[language], rows, language))
  const text = (name: CompanyText) => sharedTexts(of[name], rows, name)
  return {
    ids: all(textsOf(of.ids, rows, 'ids'), 'ids'),
    names: Array.from({ length: rows }, (_, row) => ({
      ...(en?.[row] != null && { en: en[row] }),
      ...(zh?.[row] != null && { zh: zh[row] }),
      ...(ja?.[row] != null && { ja: ja[row] }),
    })),
    markets: all(text('markets'), 'markets'),
    exchanges: text('exchanges'),
    industries: text('industries'),
    kinds: text('kinds'),
    currencies: text('currencies'),
    year_ends: text('year_ends'),
    known_at: text('known_at'),
    known_times: momentsOf(of.known_times, rows),
  }
}
