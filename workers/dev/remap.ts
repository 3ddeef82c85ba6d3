/**
 * `npm run remap`: maps the kept raw answers of providers again through today's adapters, without
 * asking a provider, and tells what differs from what is stored. It works slice by slice; when it
 * is cut, the place to go on from stands on stderr.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { ApiError, apiClient } from './api-client.ts'
import { DATA_DIR, ROOT } from './paths.ts'
import { groupLines, parseRemapArguments, type RemapArguments, USAGE } from './remap-arguments.ts'
import { runningStack } from './run-file.ts'
import { startStack } from './stack.ts'
import { StartError } from './start-error.ts'

const say = (line: string): void => console.error(`  ${line}`)

const adminToken = (): string => {
  const file = join(ROOT, '.dev.vars')
  const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')).ADMIN_TOKEN : undefined
  const token = process.env.ADMIN_TOKEN || kept
  if (!token)
    throw new StartError(
      'Set ADMIN_TOKEN to the administrator token: a remap may change what is stored.',
    )
  return token
}

const remap = async (origin: string, wanted: RemapArguments): Promise<number> => {
  const api = apiClient(origin)
  const token = adminToken()
  const { url: _, after: from, ...filter } = wanted
  const total = { groups: 0, readings: 0, differing: 0, unmapped: 0 }
  let after = from
  do {
    const { groups, next } = await api.remap({ ...filter, ...(after && { after }) }, token)
    for (const group of groups) {
      for (const line of groupLines(group)) console.log(line)
      total.groups += 1
      total.readings += group.readings
      total.unmapped += group.unmapped.length
      if (group.added + group.changed + group.gone > 0) total.differing += 1
    }
    after = next ?? undefined
    if (after) say(`so far ${total.groups}; go on from here with --after '${after}'`)
  } while (after)
  say(
    `${total.readings} readings of ${total.groups} datasets were mapped again; ${total.differing} datasets differ, ${total.unmapped} readings could not be mapped${wanted.write || total.differing === 0 ? '' : '; nothing was written (--write)'}`,
  )
  return total.unmapped > 0 ? 1 : 0
}

const main = async (): Promise<number> => {
  const wanted = parseRemapArguments(process.argv.slice(2))
  if ('wrong' in wanted) {
    console.error(`${wanted.wrong}\n${USAGE}`)
    return 2
  }
  const origin = wanted.url ?? runningStack(DATA_DIR)?.url
  if (origin) return await remap(new URL(origin).origin, wanted)
  const stack = await startStack(say)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => process.exit(130))
  try {
    return await remap(stack.url, wanted)
  } finally {
    await stack.stop()
  }
}

main().then(
  // Stdout may be a pipe, so the process exits only after the pipe has taken the whole text.
  (code) => process.stdout.write('', () => process.exit(code)),
  (error: unknown) => {
    console.error(error instanceof StartError || error instanceof ApiError ? error.message : error)
    process.exit(1)
  },
)
