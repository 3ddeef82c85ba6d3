/**
 * The stable id of a fact: a hash of its content and its provider. The time of reading is not part
 * of it.
 */
import { sha256Hex } from '../hash.ts'
import type { Fact } from '../contracts/facts.ts'

/**
 * The number of hexadecimal digits: 80 bits. Among a million facts the chance of a collision is
 * about 4e-13.
 */
const ID_DIGITS = 20

/** `7.50` and `7.5` are the same figure. */
const plainDecimal = (value: string): string => {
  if (!value.includes('.')) return value
  let end = value.length
  while (value.charAt(end - 1) === '0') end -= 1
  return value.slice(0, value.charAt(end - 1) === '.' ? end - 1 : end)
}

/** What the id follows from. */
export type SaidFact = Pick<
  Fact,
  | 'concept'
  | 'start'
  | 'end'
  | 'unit'
  | 'basis'
  | 'provider'
  | 'provider_field'
  | 'provider_record'
  | 'value'
>

/**
 * The same statement of the same filing gives the same id, from a live call or from a recording.
 */
export const factId = (instrument: string, fact: SaidFact): string => {
  const said = [
    instrument,
    fact.concept,
    fact.start,
    fact.end,
    fact.unit,
    fact.basis.consolidation,
    fact.basis.standard,
    fact.provider,
    fact.provider_field,
    fact.provider_record,
    plainDecimal(fact.value),
  ]
  return sha256Hex(JSON.stringify(said)).slice(0, ID_DIGITS)
}

/**
 * The id of a fact as it is shown: of the value and unit in which it was filed, before a mend or a
 * conversion.
 */
export const shownFactId = (
  instrument: string,
  fact: SaidFact & Pick<Fact, 'mended_from' | 'converted_from'>,
): string =>
  factId(instrument, {
    ...fact,
    value: fact.mended_from?.value ?? fact.converted_from?.value ?? fact.value,
    unit: fact.converted_from?.unit ?? fact.unit,
  })
