/** `npm start`: runs the whole system on one machine until Ctrl-C. */
import { signInLink } from './access-token.ts'
import { openInBrowser } from './open-browser.ts'
import { startStack } from './stack.ts'
import { StartError } from './start-error.ts'
import { parseStartArguments, USAGE } from './start-arguments.ts'

const began = Date.now()
const say = (line: string): void =>
  console.log(`  ${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`)

const main = async (): Promise<number> => {
  const wanted = parseStartArguments(process.argv.slice(2))
  if ('wrong' in wanted) {
    console.error(`${wanted.wrong}\n${USAGE}`)
    return 2
  }
  let interrupted: () => void = () => {}
  const interrupt = new Promise<'interrupted'>((resolve) => {
    interrupted = () => resolve('interrupted')
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted)
  const starting = startStack(say, wanted)
  const first = await Promise.race([starting, interrupt])
  // Nothing needs an orderly end yet: everything that was started ends with this process, and the
  // database recovers by itself.
  if (first === 'interrupted') return 130
  const { url, log, exchange } = first
  const prices = exchange
    ? `Prices are SIMULATED: live quotes come from the exchange at ${exchange} and from no market.\n`
    : ''
  const link = await signInLink(first).catch(() => null)
  const open = wanted.open ? 'OPEN: whoever reaches this address may read and write.\n' : ''
  console.log(
    `\nReady: ${url}\n${prices}${open}${link ? `Sign in, once, within ten minutes: ${link}\n` : ''}(A new link: npm run sign-in. Ctrl-C stops the system. Logs: ${log})`,
  )
  if (link) openInBrowser(link)
  const end = await Promise.race([interrupt, first.died.then(() => 'died' as const)])
  console.log(end === 'died' ? `\nThe Workers ended unexpectedly; see ${log}` : '\nstopping')
  await first.stop()
  return end === 'died' ? 1 : 0
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof StartError ? `\n${error.message}` : error)
    process.exit(1)
  },
)
