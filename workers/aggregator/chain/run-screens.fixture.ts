/**
 * For tests: a run of a screen in this process, over a database whose statements are
 * counted, with bindings that count every call of an object.
 */
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import type { TestDatabase } from '../../e2e/fakes/database.ts'
import type { Env } from '../env.ts'
import { PROVIDERS } from '../providers/registry.ts'
import { columnsToShow } from '../screens/run/answer.ts'
import { fieldsToRead } from '../screens/run/fields.ts'
import { readScreen } from '../screens/run/read-screen.ts'
import { runScreens, type ScreenDeps } from './run-screens.ts'

const OBJECTS = ['SINGLE_FLIGHT', 'PROVIDER_GATE', 'QUOTE_CELL', 'MARKET_REFRESHER'] as const

export interface CountedRun {
  passed: string[]
  statements: string[]
  objectCalls: number
}

/** Runs a text over the shipped filings until the columns of the day are made, and once more. */
export const countedRun = async (
  database: TestDatabase,
  text: string,
  day: string,
): Promise<CountedRun> => {
  let objectCalls = 0
  const counting = new Proxy(
    {},
    {
      get: () => () => {
        objectCalls += 1
        throw new Error('an object was called')
      },
    },
  )
  const env = Object.fromEntries(OBJECTS.map((name) => [name, counting])) as unknown as Env
  const { system, modules, data_sources } = configuration()
  const given: ScreenDeps = {
    env,
    db: database.db,
    config: { version: 0, system, modules, data_sources } as ScreenDeps['config'],
    deps: {
      providers: PROVIDERS,
      hasKey: () => false,
      now: () => new Date('2026-11-30T12:00:00Z'),
    } as unknown as ScreenDeps['deps'],
  }
  const read = readScreen({ text }, fieldsToRead())
  if (!read.ok) throw new Error(read.detail)
  const wish = {
    read: read.data,
    markets: ['US' as const],
    day,
    columns: columnsToShow(read.data, null),
    limit: 100,
  }
  for (let made = false; ; ) {
    database.statements()
    const run = await runScreens(given, wish)
    if (!run.ok) throw new Error(run.detail)
    if ('progress' in run.data) continue
    if (made) return { passed: run.data.passed, statements: database.statements(), objectCalls }
    made = true
  }
}
