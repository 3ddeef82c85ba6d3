/**
 * A frame in columns: what filings said of one concept in one calendar period. Rows stand in the
 * order of the filings of their batch; values are the exact texts of the decimals. Pure.
 */
import { placesOf } from '#shared/places.ts'
import type { Basis, Fact } from '#shared/contracts/facts.ts'
import { packJson, unpackJson } from '../store/packed-json.ts'
import { differences, entryAt, fromDifferences } from './packed.ts'

const FORM = 1

export interface FrameRow {
  /** Place of the filing in its batch. */
  filing: number
  start: string | null
  end: string
  period: string
  period_label: string | null
  value: string
  unit: string
  provider_field: string
  basis: Basis
  quality: Fact['quality']
}

/** The provider's field, unit and basis of rows. */
type Line = [
  field: string,
  unit: string,
  consolidation: Basis['consolidation'],
  standard: Basis['standard'],
]
type PackedSpan = [start: string | null, end: string, period: string, label: string | null]

interface PackedFrame {
  form: typeof FORM
  lines: Line[]
  spans: PackedSpan[]
  /** As differences. */
  filing: number[]
  line: number[]
  span: number[]
  value: string[]
  /** Failed checks of the provider's own, by the place of the row. */
  quality: [at: number, quality: Fact['quality']][]
}

export const packFrame = (rows: readonly FrameRow[]): Uint8Array<ArrayBuffer> => {
  const lines = placesOf<Line>()
  const spans = placesOf<PackedSpan>()
  const line = rows.map(({ provider_field, unit, basis }) =>
    lines.place([provider_field, unit, basis.consolidation, basis.standard]),
  )
  const span = rows.map(({ start, end, period, period_label }) =>
    spans.place([start, end, period, period_label]),
  )
  return packJson({
    form: FORM,
    lines: lines.entries,
    spans: spans.entries,
    filing: differences(rows.map(({ filing }) => filing)),
    line,
    span,
    value: rows.map(({ value }) => value),
    quality: rows.flatMap(({ quality }, at) => (quality === 'ok' ? [] : [[at, quality]])),
  } satisfies PackedFrame)
}

/** A frame as it is read: rows share what they have in common, so that many of them cost little. */
export interface UnpackedFrame {
  rows: number
  filing(at: number): number
  row(at: number): FrameRow
}

export const unpackFrame = (bytes: Uint8Array): UnpackedFrame => {
  const packed = unpackJson<PackedFrame>(bytes, FORM, 'packed columns')
  const filings = fromDifferences(packed.filing)
  const quality = new Map(packed.quality)
  const lines = packed.lines.map(([provider_field, unit, consolidation, standard]) => ({
    provider_field,
    unit,
    basis: { consolidation, standard },
  }))
  const spans = packed.spans.map(([start, end, period, period_label]) => ({
    start,
    end,
    period,
    period_label,
  }))
  return {
    rows: packed.value.length,
    filing: (at) => entryAt(filings, at),
    row: (at) => ({
      filing: entryAt(filings, at),
      ...entryAt(spans, packed.span[at]),
      ...entryAt(lines, packed.line[at]),
      value: entryAt(packed.value, at),
      quality: quality.get(at) ?? 'ok',
    }),
  }
}
