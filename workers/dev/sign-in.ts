/** `npm run sign-in`: prints a new sign-in link of the running system, and opens it. */
import { parseArgs } from 'node:util'
import { signInLink } from './access-token.ts'
import { openInBrowser } from './open-browser.ts'
import { DATA_DIR, SIMULATED_DATA_DIR } from './paths.ts'
import { runningStack } from './run-file.ts'
import { runCommand, targetAt } from './stack-command.ts'
import { StartError } from './start-error.ts'

const USAGE = `usage: npm run --silent sign-in -- [--url ADDRESS]
  Prints a link that signs a browser in, once, within ten minutes.
  --url names a deployed system; ACCESS_TOKEN in the environment is then a token with the scope admin, or the administrator token.`

const argumentsOf = (args: string[]): { url?: string } | { wrong: string } => {
  try {
    const { url } = parseArgs({ args, options: { url: { type: 'string' } } }).values
    if (url === undefined) return {}
    return URL.canParse(url) ? { url: new URL(url).origin } : { wrong: `${url} is no address` }
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) }
  }
}

const running = (): string => {
  const url = runningStack(DATA_DIR)?.url ?? runningStack(SIMULATED_DATA_DIR)?.url
  if (!url) throw new StartError('No system runs here: `npm start` prints a link by itself.')
  return url
}

runCommand(argumentsOf(process.argv.slice(2)), USAGE, async ({ url }) => {
  const link = await signInLink(targetAt(url ?? running()))
  console.log(link)
  openInBrowser(link)
  return 0
})
