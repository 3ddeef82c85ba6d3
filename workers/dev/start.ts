/** `npm start`: everything on one laptop, until Ctrl-C. */
import { StartError, startStack } from './stack.ts'
import { LOG_FILE } from './wrangler-process.ts'

const began = Date.now()
const say = (line: string): void => console.log(`  ${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s  ${line}`)

const main = async (): Promise<number> => {
  let interrupted: () => void = () => {}
  const interrupt = new Promise<'interrupted'>((resolve) => {
    interrupted = () => resolve('interrupted')
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupted)
  const starting = startStack(say)
  const first = await Promise.race([starting, interrupt])
  // Nothing needs an orderly end yet: what was started ends with this process, and the database recovers.
  if (first === 'interrupted') return 130
  console.log(`\nReady: ${first.url}\n(Ctrl-C stops it. Logs: ${LOG_FILE})`)
  const end = await Promise.race([interrupt, first.died.then(() => 'died' as const)])
  console.log(end === 'died' ? `\nThe Workers ended unexpectedly; see ${LOG_FILE}` : '\nstopping')
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
