/** Screens that people keep: listed, saved, changed and run. */
import type { AggregatorContract } from '#shared/contracts/aggregator.ts'
import { ok, type Result } from '#shared/contracts/problem.ts'
import type { HandlerInput } from '#shared/contracts/route.ts'
import type { SavedScreen } from '#shared/contracts/screens.ts'
import { withDatabase } from '#shared/db/client.ts'
import type { Handled } from '#shared/http/app.ts'
import type { Env } from '../env.ts'
import { screenFields } from '../screens/catalogue.ts'
import { readColumns, readText } from '../screens/run/read-screen.ts'
import {
  createScreen as insert,
  deleteScreen as remove,
  listScreens as list,
  type ScreenToSave,
  screenVersions,
  updateScreen as insertVersion,
} from '../screens/saved.ts'

/** As it is kept: text and columns in their printed form. Refused when either cannot be read. */
const readSaved = (body: ScreenToSave): Result<ScreenToSave> => {
  const fields = screenFields()
  const screen = readText(body.text, fields, 'body.text')
  if (!screen.ok) return screen
  const columns = readColumns(body.columns, fields)
  if (!columns.ok) return columns
  return ok({
    name: body.name,
    text: screen.data.text,
    markets: [...new Set(body.markets)],
    columns: columns.data.map(({ text }) => text),
  })
}

export const listScreens = (
  _: HandlerInput<AggregatorContract['listScreens']>,
  env: Env,
): Promise<Handled<AggregatorContract['listScreens']>> =>
  withDatabase(
    env,
    async (db): Promise<Result<{ screens: SavedScreen[] }>> => ok({ screens: await list(db) }),
  )

export const createScreen = async (
  { body }: HandlerInput<AggregatorContract['createScreen']>,
  env: Env,
): Promise<Handled<AggregatorContract['createScreen']>> => {
  const saved = readSaved(body)
  return saved.ok ? withDatabase(env, (db) => insert(db, saved.data, new Date())) : saved
}

export const updateScreen = async (
  { params, body }: HandlerInput<AggregatorContract['updateScreen']>,
  env: Env,
): Promise<Handled<AggregatorContract['updateScreen']>> => {
  const saved = readSaved(body)
  return saved.ok
    ? withDatabase(env, (db) => insertVersion(db, params.id, saved.data, new Date()))
    : saved
}

export const deleteScreen = (
  { params, body }: HandlerInput<AggregatorContract['deleteScreen']>,
  env: Env,
): Promise<Handled<AggregatorContract['deleteScreen']>> =>
  withDatabase(env, (db) => remove(db, params.id, body.version))

export const getScreenVersions = (
  { params }: HandlerInput<AggregatorContract['getScreenVersions']>,
  env: Env,
): Promise<Handled<AggregatorContract['getScreenVersions']>> =>
  withDatabase(env, async (db): Promise<Result<{ versions: SavedScreen[] }>> => {
    const versions = await screenVersions(db, params.id)
    return versions.ok ? ok({ versions: versions.data }) : versions
  })
