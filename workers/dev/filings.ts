/**
 * `npm run filings`: gives the facts that an earlier version stored their filing, slice by slice,
 * through the running system. The cron trigger does the same, some slices a minute. When it is cut,
 * it goes on where it was; when nothing is left, it does nothing. With `--drop-former` it drops the
 * columns that the earlier version used, once no Worker of it runs any more.
 */
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { Target } from './access-token.ts'
import { apiClient } from './api-client.ts'
import { dropFormerColumns } from './drop-former.ts'
import { onStack, runCommand, say } from './stack-command.ts'

const USAGE = `usage: npm run filings -- [--url ADDRESS | --drop-former]
  Gives stored facts of an earlier version their filing. --url names a deployed system.
  ACCESS_TOKEN in the environment is then a token with the scope admin.
  --drop-former drops the columns that the earlier version used, when every fact has its filing and
  no Worker of that version runs any more: in the database that DATABASE_URL names, else in the
  embedded one, whose stack must be stopped. The earlier version cannot run after it.`

/** Milliseconds to wait for a company that is being stored at the moment. */
const WAIT_MS = 1_000

interface FilingsArguments {
  url?: string
  drops: boolean
}

const argumentsOf = (argv: string[]): FilingsArguments | { wrong: string } => {
  try {
    const { url, 'drop-former': drops = false } = parseArgs({
      args: argv,
      options: { url: { type: 'string' }, 'drop-former': { type: 'boolean' } },
    }).values
    if (url === undefined) return { drops }
    if (drops) return { wrong: '--drop-former works on a database, not on an address' }
    return URL.canParse(url) ? { url, drops } : { wrong: `${url} is no address` }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

const fill = async (target: Target): Promise<number> => {
  const api = apiClient(target)
  let total = 0
  for (;;) {
    const { filled, more } = await api.fillFilings()
    total += filled
    if (!more) break
    say(`so far ${total} facts`)
    if (filled === 0) await setTimeout(WAIT_MS)
  }
  console.log(`${total} facts were given their filing; none is left without`)
  return 0
}

runCommand(argumentsOf(process.argv.slice(2)), USAGE, ({ url, drops }) =>
  drops ? dropFormerColumns() : onStack(url && new URL(url).origin, fill),
)
