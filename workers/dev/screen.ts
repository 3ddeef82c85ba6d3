/**
 * `npm run screen -- "roe >= 15% each 5y" --market US`: tests every company of a market and prints
 * a table (or JSON, or CSV) on stdout. Progress goes to stderr.
 */
import type { CallInput } from '#shared/contracts/route.ts'
import type { RunAnswer, screenRoutes } from '#shared/contracts/screens.ts'
import type { Target } from './access-token.ts'
import { type ApiClient, ApiError, apiClient } from './api-client.ts'
import {
  type ListArguments,
  parseScreenArguments,
  type RunArguments,
  type ScreenArguments,
  USAGE,
} from './screen-arguments.ts'
import { faultLines, type SavedChange, screenCsv, screenLines } from './screen-output.ts'
import { untilMade } from './screen-progress.ts'
import { refreshMarket } from './screen-refresh.ts'
import { runStackCommand, say } from './stack-command.ts'
import { textTable } from './text-table.ts'

/** The text of the screen or its options are wrong. */
const WRONG = 2
/** Reasons of problems that say that what was asked for cannot be asked. */
const WRONG_REASONS: ReadonlySet<string> = new Set(['screen_invalid', 'invalid_request'])

type RunBody = CallInput<(typeof screenRoutes)['runScreen']>['body']
type PrintedAnswer = RunAnswer & { change?: SavedChange }

const bodyOf = async (api: ApiClient, wanted: RunArguments): Promise<RunBody> => {
  const { by, markets, as_of, columns, limit, origins } = wanted
  const shown = columns.length > 0 ? columns : undefined
  const common = {
    limit,
    origins,
    ...(markets.length > 0 && { markets }),
    ...(as_of !== undefined && { as_of }),
  }
  if (!('preset' in by))
    return { ...common, ...('text' in by && { text: by.text }), ...(shown && { columns: shown }) }
  const { presets } = await api.screenPresets()
  const preset = presets.find(({ id }) => id === by.preset)
  if (!preset)
    throw new ApiError(
      'invalid_request',
      `there is no preset ${by.preset}; there are ${presets.map(({ id }) => id).join(', ')}`,
    )
  return { ...common, text: preset.text, columns: shown ?? preset.columns }
}

const printAnswer = (answer: PrintedAnswer, wanted: ScreenArguments & RunArguments): void => {
  if (wanted.form === 'json') console.log(JSON.stringify(answer, null, 2))
  else if (wanted.form === 'csv') console.log(screenCsv(answer))
  else for (const line of screenLines(answer, wanted.language)) console.log(line)
}

/** The text of the request in which a fault stands. */
const faultyText = (body: RunBody | null, path: string): string => {
  const at = /^body\.columns\.(\d+)$/.exec(path)?.[1]
  return (at === undefined ? body?.text : body?.columns?.[Number(at)]) ?? ''
}

const run = async (api: ApiClient, wanted: ScreenArguments & RunArguments): Promise<number> => {
  let body: RunBody | null = null
  try {
    const { by, as_of, limit } = wanted
    if ('saved' in by) {
      const asked = { limit, ...(as_of !== undefined && { as_of }) }
      printAnswer(
        await untilMade<PrintedAnswer>(() => api.runSavedScreen(by.saved, asked), say),
        wanted,
      )
      return 0
    }
    const asked = await bodyOf(api, wanted)
    body = asked
    printAnswer(await untilMade<PrintedAnswer>(() => api.runScreen(asked), say), wanted)
    return 0
  } catch (error) {
    if (!(error instanceof ApiError) || !WRONG_REASONS.has(error.reason)) throw error
    if (error.textFaults.length === 0) console.error(error.message)
    for (const fault of error.textFaults)
      for (const line of faultLines(faultyText(body, fault.path), fault, wanted.language))
        console.error(line)
    return WRONG
  }
}

const listPresets = async (api: ApiClient, wanted: ScreenArguments & ListArguments) => {
  const { presets } = await api.screenPresets()
  if (wanted.json) return console.log(JSON.stringify(presets, null, 2))
  for (const { id, name, text, source, misses } of presets) {
    const lines = [
      `${id}: ${name[wanted.language]}`,
      `  ${text}`,
      `  ${source[wanted.language]}`,
      `  ${misses[wanted.language]}`,
      '',
    ]
    for (const line of lines) console.log(line)
  }
}

const listFields = async (api: ApiClient, wanted: ScreenArguments & ListArguments) => {
  const { fields } = await api.screenFields()
  const word = wanted.word.normalize('NFKC').toLowerCase()
  const found = fields.filter(({ id, en, zh, aliases }) =>
    [id, en, zh, ...aliases].some((name) => name.toLowerCase().includes(word)),
  )
  if (wanted.json) return console.log(JSON.stringify(found, null, 2))
  const lines = textTable(
    [
      { title: 'field', align: 'left' },
      { title: 'unit', align: 'left' },
      { title: 'years', align: 'right' },
      { title: 'name', align: 'left', most: 44 },
      { title: '名称', align: 'left', most: 24 },
      { title: 'definition', align: 'left', most: 80 },
    ],
    found.map(({ id, unit, years, en, zh, definition }) => [
      id,
      unit,
      String(years),
      en,
      zh,
      definition[wanted.language],
    ]),
  )
  for (const line of lines) console.log(line)
}

const work = async (target: Target, wanted: ScreenArguments): Promise<number> => {
  const api = apiClient(target)
  switch (wanted.kind) {
    case 'run':
      return run(api, wanted)
    case 'presets':
      await listPresets(api, wanted)
      return 0
    case 'fields':
      await listFields(api, wanted)
      return 0
    case 'refresh':
      return refreshMarket(api, wanted)
  }
}

runStackCommand({
  wanted: parseScreenArguments(process.argv.slice(2)),
  usage: USAGE,
  urlOf: ({ url }) => url && new URL(url).origin,
  work,
})
