/**
 * Asks the providers of a market for a text, in the order of its chain. A person is waiting: a slow
 * provider does not hold up the next one. When the time is used up, the search continues without
 * the providers that have not answered, and reports them.
 */
import type { DataSources } from '#shared/contracts/config-documents.ts'
import type { FoundInstrument } from '#shared/datasets/instrument.ts'
import type { Market } from '#shared/names.ts'
import type { Attempt } from '#shared/contracts/facts.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import { instrumentFor, withoutAbsent } from '../identity/instrument-for.ts'
import { type AskResult, ask } from './ask.ts'
import { fitInstrument } from './fit-lengths.ts'
import { unavailable } from './available.ts'
import type { ReadThroughDeps } from './read-through.ts'
import type { Provider } from '../model/provider.ts'
import { foldName } from '../identity/name-fit.ts'
import { parseSymbol } from '#shared/symbol.ts'
import { within } from '#shared/within.ts'

/**
 * The longest time that the search of one market takes, in milliseconds: less when something was
 * found without the providers.
 */
export const PATIENCE_MS = { noneFound: 2_500, someFound: 1_000 }
/** When a provider has not answered after this many milliseconds, the next one is asked as well. */
const NEXT_AFTER_MS = 700

export interface SearchResult {
  found: Instrument[]
  attempts: Attempt[]
}

const toInstrument = (found: FoundInstrument): Instrument =>
  fitInstrument(instrumentFor(found, { ...found, names: withoutAbsent(found.names) }))

/** A found instrument is accepted only when its symbol has the canonical form of this market. */
const isSound = (market: Market, found: FoundInstrument): boolean => {
  const symbol = parseSymbol(market, found.symbol)
  return found.market === market && symbol.ok && symbol.data === found.symbol
}

/** Waits for one of the promises, but no longer than `ms`. */
const oneOf = async (promises: readonly Promise<unknown>[], ms: number): Promise<void> => {
  await within(ms, () => Promise.race(promises))
}

interface SearchQuestion {
  provider: string
  /** Null until it has answered. */
  asked: AskResult<FoundInstrument[]> | null
  answered: Promise<void>
}

const askToSearch = (
  provider: Provider,
  market: Market,
  text: string,
  deps: ReadThroughDeps,
  until: number,
): SearchQuestion => {
  const context = deps.contextOf(provider)
  const question: SearchQuestion = {
    provider: provider.id,
    asked: null,
    answered: Promise.resolve(),
  }
  const asking = ask<FoundInstrument[]>({
    provider,
    dataset: 'instrument' as const,
    instrument: `${market}:*`,
    gate: deps.gate,
    recordedOf: () => null,
    context,
    until,
    fetch: (p, c) =>
      p.datasets.instrument?.fetch({ text, market }, c) ??
      Promise.reject(new Error(`${p.id} knows no instruments`)),
  })
  question.answered = asking.then((asked) => {
    question.asked = asked
  })
  return question
}

const attemptOf = ({ provider, asked }: SearchQuestion, patienceMs: number): Attempt =>
  asked?.attempt ?? {
    provider,
    outcome: 'failed',
    reason: 'timeout',
    detail: `${provider} did not answer within ${patienceMs / 1_000} s`,
  }

/** The providers of the chain that can be asked. */
const askable = (market: Market, sources: DataSources, deps: ReadThroughDeps): Provider[] =>
  (sources.chains[market]?.instrument ?? []).flatMap((id) => {
    const provider = deps.providers.find((p) => p.id === id)
    return provider && unavailable(id, 'instrument', market, sources, deps) === null
      ? [provider]
      : []
  })

const search = async (
  market: Market,
  text: string,
  sources: DataSources,
  deps: ReadThroughDeps,
  patienceMs: number,
): Promise<SearchResult> => {
  const until = Date.now() + patienceMs
  const questions: SearchQuestion[] = []
  const foundBy = ({ asked }: SearchQuestion): Instrument[] =>
    (asked?.answer ?? []).filter((f) => isSound(market, f)).map(toInstrument)
  const isOver = () =>
    Date.now() >= until || questions.some((question) => foundBy(question).length > 0)
  const open = () => questions.filter(({ asked }) => asked === null).map(({ answered }) => answered)
  const unasked = askable(market, sources, deps)
  for (let next = unasked.shift(); next && !isOver(); next = unasked.shift()) {
    const question = askToSearch(next, market, text, deps, until)
    questions.push(question)
    const after = Date.now() + Math.min(NEXT_AFTER_MS, until - Date.now())
    while (question.asked === null && Date.now() < after && !isOver())
      await oneOf(open(), after - Date.now())
  }
  while (open().length > 0 && !isOver()) await oneOf(open(), until - Date.now())
  const found = questions.map(foundBy).find((instruments) => instruments.length > 0) ?? []
  return { found, attempts: questions.map((question) => attemptOf(question, patienceMs)) }
}

/**
 * Gives the finds of the first provider of a market that finds anything. When several callers
 * search for the same text at once, one asks for all.
 */
export const searchMarket = async (
  market: Market,
  text: string,
  sources: DataSources,
  deps: ReadThroughDeps,
  patienceMs: number = PATIENCE_MS.noneFound,
): Promise<SearchResult> => {
  const live = () => search(market, text, sources, deps, patienceMs)
  const passed = await deps.singleFlight(
    `SEARCH:${market}`,
    `instrument ${foldName(text) || text}`,
    live,
    true,
  )
  return passed.value ?? live()
}
