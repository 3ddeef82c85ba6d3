/**
 * The compact form of the shipped facts: what repeats (lines of a statement, periods, filings) is
 * written once, and facts refer to it by its index. `decode(encode(facts))` gives the same facts.
 * Pure.
 */
import { placesOf } from '#shared/places.ts'
import { z } from 'zod'
import { CONCEPT_IDS } from '#shared/concepts.ts'
import { basisSchema, qualitySchema } from '#shared/contracts/facts.ts'
import { instrumentSchema } from '#shared/contracts/instrument.ts'
import { factOfColumns } from '../../model/fact-columns.ts'
import type { NewFact, StatementsAnswer } from '../../model/provider.ts'

/** concept, the provider's field, unit, consolidation, standard. */
const lineSchema = z.tuple([
  z.enum(CONCEPT_IDS),
  z.string(),
  z.string(),
  basisSchema.shape.consolidation,
  basisSchema.shape.standard,
])
/** label, the company's own label, start, end. */
const periodSchema = z.tuple([z.string(), z.string().nullable(), z.string().nullable(), z.string()])
/** provider, record, form, URL, date of filing, known from. */
const filingSchema = z.tuple([
  z.string(),
  z.string(),
  z.string().nullable(),
  z.string(),
  z.string().nullable(),
  z.string(),
])

export const recordingSchema = z.object({
  instrument: instrumentSchema,
  recorded: z.object({ original_provider: z.string(), recorded_at: z.string(), note: z.string() }),
  lines: z.array(lineSchema),
  periods: z.array(periodSchema),
  filings: z.array(filingSchema),
  /**
   * These four lists have one entry for each fact: three indexes into the lists above, and the
   * value.
   */
  line: z.array(z.int()),
  period: z.array(z.int()),
  filing: z.array(z.int()),
  value: z.array(z.string()),
  /** Index of a fact -> its failed checks; all other facts are ok. */
  doubts: z.record(z.string(), qualitySchema),
})
export type Recording = z.infer<typeof recordingSchema>

export const encode = ({
  instrument,
  facts,
  recorded,
}: StatementsAnswer & { recorded: Recording['recorded'] }): Recording => {
  const lines = placesOf<Recording['lines'][number]>()
  const periods = placesOf<Recording['periods'][number]>()
  const filings = placesOf<Recording['filings'][number]>()
  return {
    instrument,
    recorded,
    line: facts.map((f) =>
      lines.place([f.concept, f.provider_field, f.unit, f.basis.consolidation, f.basis.standard]),
    ),
    period: facts.map((f) => periods.place([f.period, f.period_label, f.start, f.end])),
    filing: facts.map((f) =>
      filings.place([f.provider, f.provider_record, f.form, f.source_url, f.filed_at, f.known_at]),
    ),
    value: facts.map((f) => f.value),
    doubts: Object.fromEntries(
      facts.flatMap((f, index) => (f.quality === 'ok' ? [] : [[index, f.quality]])),
    ),
    lines: lines.entries,
    periods: periods.entries,
    filings: filings.entries,
  }
}

/** Throws when the recording is damaged, because it is part of the program. */
export const decode = (json: unknown): StatementsAnswer => {
  const recording = recordingSchema.parse(json)
  const at = <T>(list: readonly T[], place: number | undefined): T => {
    const entry = place === undefined ? undefined : list[place]
    if (entry === undefined)
      throw new Error(
        `the recording of ${recording.instrument.id} refers to a place it does not have`,
      )
    return entry
  }
  const facts = recording.value.map((value, index): NewFact => {
    const [concept, provider_field, unit, consolidation, standard] = at(
      recording.lines,
      recording.line[index],
    )
    const [period, period_label, start, end] = at(recording.periods, recording.period[index])
    const [provider, provider_record, form, source_url, filed_at, known_at] = at(
      recording.filings,
      recording.filing[index],
    )
    const fact = factOfColumns([
      concept,
      period,
      period_label,
      start,
      end,
      value,
      unit,
      consolidation,
      standard,
      provider,
      provider_field,
      provider_record,
      form,
      source_url,
      filed_at,
    ])
    return { ...fact, known_at, quality: recording.doubts[index] ?? 'ok', source: null }
  })
  return { instrument: recording.instrument, facts, sources: [], recorded: recording.recorded }
}
