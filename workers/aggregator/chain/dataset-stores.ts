/**
 * How each kind of dataset is read, fetched and stored: statements as facts, all others as items.
 */
import type { Dataset, ItemDataset, Market } from '#shared/names.ts'
import type { Instrument } from '#shared/contracts/instrument.ts'
import type { Database } from '#shared/db/client.ts'
import { DateTime } from 'luxon'
import type { CompanyReading } from '../model/company-reading.ts'
import { readCompany } from '../facts/read.ts'
import { storeAnswer } from '../facts/store.ts'
import { storeFetches } from '../store/fetches.ts'
import { instrumentId } from '#shared/symbol.ts'
import { type ItemsReading, readItems } from '../items/read.ts'
import type { Writer } from '../store/writer.ts'
import { isComplete } from '../books/complete.ts'
import { DEFINITIONS } from '#shared/datasets/registry.ts'
import { MARKET_ZONES } from '../time/market-time.ts'
import type {
  ItemsAnswer,
  Provider,
  ProviderContext,
  ProviderResult,
  StatementsAnswer,
} from '../model/provider.ts'
import { keepReading } from './keep-reading.ts'
import { keptItems } from './kept-items.ts'
import { type CompanyQuestion, mapItems, mapStatements } from './map-answer.ts'
import type { KnownIdentity, DatasetStore } from './read-through.ts'

/** The instrument that a provider is asked about. */
export interface QueriedInstrument {
  market: Market
  symbol: string
  /** What the shipped lists know of the instrument. Called only before a provider is asked. */
  catalogued(): Instrument | null
}

export interface DatasetStoreContext extends QueriedInstrument {
  db: Database
  /**
   * The moment of reading, computed anew for each read. When the reader gives no date it is the
   * current time, so that what was just fetched is included.
   */
  asOf(): Date
  /** How the newest book is made, inside the transaction that stores statements; null for none. */
  makes?: ((tx: Writer) => Promise<unknown>) | null
}

/** The largest number of records that one refresh asks for. */
const REFRESH_LIMIT = 500

const questionFor = (
  dataset: Dataset,
  { market, symbol, catalogued }: QueriedInstrument,
  known: KnownIdentity | null,
  now: Date,
): CompanyQuestion => {
  const today = DateTime.fromJSDate(now, { zone: MARKET_ZONES[market] })
  const query = {
    market,
    symbol,
    known: known?.instrument ?? catalogued(),
    from: today.minus({ days: DEFINITIONS[dataset].window_days }).toISODate() ?? '',
    to: today.toISODate() ?? '',
    limit: REFRESH_LIMIT,
  }
  return { query, named: known?.named ?? {} }
}

/**
 * `providers` is the number of providers that must have served. It is more than one when their
 * agreement is to be checked.
 */
export const statementsStore = (
  about: DatasetStoreContext,
  years: number,
  providers: number,
): DatasetStore<CompanyReading, StatementsAnswer> => {
  const { db, market, symbol } = about
  const id = instrumentId(market, symbol)
  return {
    dataset: 'statements',
    read: (chain) => readCompany(db, { instrument: id, asOf: about.asOf(), years, chain }),
    async fetch(provider, known, context) {
      const kept = keepReading(context)
      const question = questionFor('statements', about, known, kept.context.now())
      return kept.onto(
        await mapStatements(provider, question, kept.context),
        { provider: provider.id, dataset: 'statements', instrument: id },
        { about: 'company', ...question },
      )
    },
    recordedOf: (answer) => answer.recorded,
    // A recording's figures were read when the recording was made; a live answer's were read now.
    store: (answer, notes, askedAt) =>
      storeAnswer(
        db,
        answer,
        notes,
        answer.recorded ? new Date(answer.recorded.recorded_at) : askedAt,
        askedAt,
        about.makes ?? undefined,
      ),
    note: (notes) => storeFetches(db, id, 'statements', notes),
    enough: ({ facts }, served) => served >= providers && isComplete(facts),
  }
}

export interface ItemsRange {
  from: Date
  to: Date
  limit: number
  isNow: boolean
}

export const itemsStore = <D extends ItemDataset>(
  dataset: D,
  about: DatasetStoreContext,
  wanted: ItemsRange,
): DatasetStore<ItemsReading<D>, ItemsAnswer<D>> => {
  const { db, market, symbol } = about
  const id = instrumentId(market, symbol)
  return {
    dataset,
    read: (chain, freshSince) =>
      readItems(db, { id, dataset, market, chain, freshSince, asOf: about.asOf(), ...wanted }),
    async fetch(provider, known, context) {
      const kept = keepReading(context)
      const question = questionFor(dataset, about, known, kept.context.now())
      return kept.onto(
        await mapItems(dataset, provider, question, kept.context),
        { provider: provider.id, dataset, instrument: id },
        { about: 'company', ...question },
      )
    },
    ...keptItems({ db, dataset, id, market }),
  }
}

/** Asks one provider for a dataset and checks its answer. */
export const fetchItems = <D extends ItemDataset>(
  dataset: D,
  whom: QueriedInstrument,
  provider: Provider,
  known: KnownIdentity | null,
  context: ProviderContext,
): Promise<ProviderResult<ItemsAnswer<D>>> =>
  mapItems(dataset, provider, questionFor(dataset, whom, known, context.now()), context)
