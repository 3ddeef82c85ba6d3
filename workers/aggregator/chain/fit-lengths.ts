/**
 * Brings what a provider gives within the lengths of its schema. A text that is too long is cut,
 * and a mark stands at its end. A figure, an address or a list cannot be cut, so a record with too
 * long a one is left out. Neither makes the whole answer fail. Pure.
 */
import { isWebAddress } from '#shared/web-address.ts'
import type { z } from 'zod'
import { type Instrument, instrumentSchema } from '#shared/contracts/instrument.ts'
import { cutTo, MAX_ADDRESS, MAX_CODE, MAX_FILED_DECIMAL, MAX_ID } from '#shared/lengths.ts'
import type { NewFact, Subject } from '../model/provider.ts'

type Issue = z.core.$ZodIssue
const isTooLong = (issue: Issue): issue is z.core.$ZodIssueTooBig =>
  issue.code === 'too_big' && (issue.origin === 'string' || issue.origin === 'array')

/** Cuts the text at the end of the path. What is no text, or an address, stays as it is. */
const cutAt = (within: unknown, path: readonly PropertyKey[], most: number): unknown => {
  const [step, ...rest] = path
  if (step === undefined)
    return typeof within === 'string' && !isWebAddress(within) ? cutTo(most, within) : within
  if (Array.isArray(within))
    return within.map((part, at) => (at === step ? cutAt(part, rest, most) : part))
  const holder = within as Record<PropertyKey, unknown>
  return { ...holder, [step]: cutAt(holder[step], rest, most) }
}

const cutTexts = <T>(value: T, issues: readonly Issue[]): T =>
  issues
    .filter(isTooLong)
    .reduce<unknown>((cut, { path, maximum }) => cutAt(cut, path, Number(maximum)), value) as T

export type Fitted<T> =
  | { is: 'sound'; record: T }
  /** Something in it is too long and cannot be cut. */
  | { is: 'too_long' }
  /** It has another form than its schema; `at` is the path of the first fault. */
  | { is: 'malformed'; at: string }

/** The record within the lengths of its schema, or why it cannot be. */
export const fitRecord = <T>(schema: z.ZodType, record: T): Fitted<T> => {
  const parsed = schema.safeParse(record)
  if (parsed.success) return { is: 'sound', record }
  const { issues } = parsed.error
  if (!issues.every(isTooLong)) return { is: 'malformed', at: issues[0]?.path.join('.') || 'root' }
  const cut = cutTexts(record, issues)
  return schema.safeParse(cut).success ? { is: 'sound', record: cut } : { is: 'too_long' }
}

/** The instrument with the texts cut that are too long. */
export const fitInstrument = (instrument: Instrument): Instrument => {
  const parsed = instrumentSchema.safeParse(instrument)
  return parsed.success ? instrument : cutTexts(instrument, parsed.error.issues)
}

/** The subject of an answer with its name and identifiers cut like those of an instrument. */
export const fitSubject = (subject: Subject): Subject => {
  const parsed = instrumentSchema
    .pick({ name: true, identifiers: true })
    .partial()
    .safeParse({
      ...subject,
      name: subject.name ?? undefined,
    })
  return parsed.success ? subject : cutTexts(subject, parsed.error.issues)
}

/** The fact with its labels cut; null when its figure, its address or its record is too long. */
export const fitFact = (fact: NewFact): NewFact | null => {
  const { value, source_url, provider_record, unit, period, period_label, form } = fact
  if (
    value.length > MAX_FILED_DECIMAL ||
    source_url.length > MAX_ADDRESS ||
    provider_record.length > MAX_ID ||
    unit.length > MAX_CODE ||
    period.length > MAX_CODE
  )
    return null
  if (
    (period_label ?? '').length <= MAX_CODE &&
    (form ?? '').length <= MAX_CODE &&
    fact.provider_field.length <= MAX_ID
  )
    return fact
  return {
    ...fact,
    period_label: period_label && cutTo(MAX_CODE, period_label),
    form: form && cutTo(MAX_CODE, form),
    provider_field: cutTo(MAX_ID, fact.provider_field),
  }
}
