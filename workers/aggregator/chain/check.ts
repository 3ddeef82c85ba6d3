/**
 * The checks that every answer must pass before it is stored or shown, whichever adapter made it:
 * it is about the instrument asked for, each fact and item fits its schema, dates and times are
 * valid, and a database can hold it. Pure.
 */
import { isWebAddress } from '#shared/web-address.ts'
import { DEFINITIONS, type ItemOf } from '#shared/datasets/registry.ts'
import type { ItemDataset, Market } from '#shared/names.ts'
import { MAX_ADDRESS, MAX_ID } from '#shared/lengths.ts'
import { isStorable } from '#shared/storable.ts'
import { parseUnit } from '#shared/units/unit.ts'
import { isDate } from '#shared/calendar.ts'
import { instrumentId } from '#shared/symbol.ts'
import type {
  ItemsAnswer,
  NamedAnswer,
  NewFact,
  NewItem,
  ProviderFailure,
  ProviderFailureReason,
  ProviderResult,
  StatementsAnswer,
  Subject,
} from '../model/provider.ts'
import { unreadIn } from '../providers/statement-row.ts'
import { fitFact, fitInstrument, fitRecord, fitSubject } from './fit-lengths.ts'
import { marketValueContradiction } from './market-value.ts'
import { type ExpectedSubject, isName, mismatch, namingOf } from '../identity/naming.ts'

const failed = (reason: ProviderFailureReason, detail: string): ProviderFailure => ({
  ok: false,
  reason,
  detail,
})

const unstorable = (provider: string): ProviderFailure =>
  failed('malformed', `${provider}: a text of the answer holds U+0000 or half a surrogate pair`)

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?Z$/
const isInstant = (text: string): boolean =>
  INSTANT.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  isDate(text.slice(0, 10)) &&
  !text.startsWith('0000')

/**
 * Tests each distinct text once and remembers the result: thousands of facts share a few dates and
 * addresses.
 */
const remembering = (test: (text: string) => boolean): ((text: string) => boolean) => {
  const known = new Map<string, boolean>()
  return (text) => {
    const told = known.get(text) ?? test(text)
    known.set(text, told)
    return told
  }
}

/** Adds to an answer how its name relates to the known names, and the name as stated. */
const named = <A>(asked: ExpectedSubject, subject: Subject, data: A): A & NamedAnswer => {
  const is = namingOf(asked, subject)
  const { symbol, name } = subject
  const stated = symbol === asked.symbol && name !== null && isName(name, symbol) ? name : null
  return { ...data, naming: { is: is === 'wrong' ? 'older' : is, stated } }
}

/** Names the faulty field among those around an item; null when all are sound. */
const misplaced = ({ key, known_at, source_url }: NewItem<ItemDataset>): string | null =>
  key.trim() === ''
    ? 'key'
    : !isInstant(known_at)
      ? 'known_at'
      : !isWebAddress(source_url)
        ? 'source_url'
        : null

/** True when the key or the address around an item is too long. Neither can be cut. */
const isTooLong = ({ key, source_url }: NewItem<ItemDataset>): boolean =>
  key.length > MAX_ID || source_url.length > MAX_ADDRESS

const subjectOf = <D extends ItemDataset>(
  dataset: D,
  { subject, items }: ItemsAnswer<D>,
): Subject =>
  dataset === 'profile'
    ? {
        ...subject,
        identifiers: (items[0]?.item as ItemOf<'profile'> | undefined)?.identifiers ?? {},
      }
    : subject

/** Market figures that contradict each other say so; every other record stays as it is. */
const markedContradiction = <D extends ItemDataset>(
  dataset: D,
  market: Market,
  record: ItemOf<D>,
): ItemOf<D> => {
  if (dataset !== 'multiples') return record
  const contradiction = marketValueContradiction(market, record as ItemOf<'multiples'>)
  return contradiction === null ? record : { ...record, contradiction }
}

/** What an answer's distributions say in words that nobody could read. */
const unreadPlans = <D extends ItemDataset>(dataset: D, items: readonly NewItem<D>[]): string[] =>
  dataset === 'actions'
    ? (items as readonly NewItem<'actions'>[]).flatMap(({ item }) =>
        item.kind === 'unread' ? [`${item.ex_date} ${item.plan}`] : [],
      )
    : []

export const checkItems = <D extends ItemDataset>(
  dataset: D,
  asked: ExpectedSubject,
  result: ProviderResult<ItemsAnswer<D>>,
): ProviderResult<ItemsAnswer<D>> => {
  if (!result.ok) return result
  const { provider, market, symbol } = asked
  const subject = fitSubject(subjectOf(dataset, result.data))
  const wrong = mismatch(asked, result.data.subject) && mismatch(asked, subject)
  if (wrong) return failed('wrong_instrument', `${provider}: ${wrong}`)
  if (result.data.items.length === 0)
    return failed('empty', `${provider} has no ${dataset} of ${instrumentId(market, symbol)}`)
  const items: NewItem<D>[] = []
  const unread = [...(result.unread ?? [])]
  for (const [at, item] of result.data.items.entries()) {
    const fitted = fitRecord(DEFINITIONS[dataset].item, item.item)
    const field = fitted.is === 'malformed' ? fitted.at : misplaced(item)
    if (field !== null)
      return failed(
        'malformed',
        `${provider}: ${dataset} ${at} does not have the expected form at ${field}`,
      )
    if (fitted.is !== 'sound' || isTooLong(item)) {
      unread.push(`${dataset} ${at} is longer than one can be`)
      continue
    }
    const record = markedContradiction(dataset, market, fitted.record)
    items.push(record === item.item ? item : { ...item, item: record })
  }
  if (items.length === 0)
    return failed('malformed', `${provider}: each of the ${dataset} is longer than one can be`)
  if (!isStorable(items) || !isStorable(result.data.subject)) return unstorable(provider)
  return {
    ok: true,
    data: named(asked, subject, { ...result.data, items }),
    ...unreadIn([...unread, ...unreadPlans(dataset, items)]),
  }
}

const DECIMAL = /^-?\d+(\.\d+)?$/

/**
 * Makes a check of single facts: it gives null for a sound fact, otherwise what is wrong. It reads
 * each distinct text once, so one check serves all facts of an answer.
 */
const factValidator = () => {
  const [date, instant, address, unit] = [
    isDate,
    isInstant,
    isWebAddress,
    (text: string) => parseUnit(text) !== null,
  ].map(remembering)
  return ({
    value,
    unit: of,
    start,
    end,
    filed_at,
    known_at,
    source_url,
    period,
  }: NewFact): string | null => {
    if (!DECIMAL.test(value) || !unit?.(of))
      return `is no figure: ${value.slice(0, 32)} ${of.slice(0, 16)}`
    if (
      !date?.(end) ||
      (start !== null && (!date(start) || start > end)) ||
      (filed_at !== null && !date(filed_at))
    )
      return `has no dates of the calendar: ${[start, end, filed_at].map((text) => String(text).slice(0, 16)).join(' ')}`
    if (!instant?.(known_at)) return `is known at no instant: ${known_at.slice(0, 32)}`
    return !address?.(source_url) || period === '' ? 'has no address or no period' : null
  }
}

export const checkStatements = (
  asked: ExpectedSubject,
  result: ProviderResult<StatementsAnswer>,
): ProviderResult<StatementsAnswer> => {
  if (!result.ok) return result
  const { provider, market, symbol } = asked
  const id = instrumentId(market, symbol)
  const instrument = fitInstrument(result.data.instrument)
  if (instrument.id !== id)
    return failed('wrong_instrument', `${provider} answered ${instrument.id} when asked for ${id}`)
  // Adapters find the answer by its symbol or by the company's number, so the symbol asked for
  // holds.
  const subject = { symbol, name: instrument.name, currency: null }
  const wrong = mismatch(asked, subject)
  if (wrong) return failed('wrong_instrument', `${provider}: ${wrong}`)
  if (result.data.facts.length === 0)
    return failed('empty', `${provider} has no statements of ${id}`)
  const unread = [...(result.unread ?? [])]
  const facts = result.data.facts.flatMap((fact) => {
    const fitted = fitFact(fact)
    if (fitted !== null) return fitted
    unread.push(`${fact.concept} of ${fact.end.slice(0, 16)} is longer than a figure can be`)
    return []
  })
  if (facts.length === 0)
    return failed('malformed', `${provider}: each figure of ${id} is longer than one can be`)
  const validateFact = factValidator()
  for (const fact of facts) {
    const fault = validateFact(fact)
    if (fault !== null)
      return failed(
        'malformed',
        `${provider}: ${fact.concept} of ${fact.end.slice(0, 16)} ${fault}`,
      )
  }
  if (!isStorable([instrument, facts])) return unstorable(provider)
  const data = named(asked, subject, { ...result.data, instrument, facts })
  // Statements without a name get the known name. No provider stated it, so it does not count as
  // one.
  const repeated = asked.known !== null && instrument.name === asked.known.name
  return {
    ok: true,
    data: repeated && data.naming ? { ...data, naming: { ...data.naming, stated: null } } : data,
    ...unreadIn(unread),
  }
}
