/** What the commands have in common that work on a running stack, or on one that they start. */
import { keptToken, type Target } from './access-token.ts'
import { ApiError } from './api-client.ts'
import { DATA_DIR, SIMULATED_DATA_DIR } from './paths.ts'
import { runningStack } from './run-file.ts'
import { startStack } from './stack.ts'
import { StartError } from './start-error.ts'

/** Progress goes to stderr, because stdout is for the result. */
export const say = (line: string): void => console.error(`  ${line}`)

/**
 * The system at an address with its token: ACCESS_TOKEN of the environment, else, for a system of
 * ours that runs here, the one in its data folder, which no other address is told, else
 * ADMIN_TOKEN.
 */
export const targetAt = (url: string): Target => {
  const { ACCESS_TOKEN, ADMIN_TOKEN } = process.env
  const data = [DATA_DIR, SIMULATED_DATA_DIR].find((folder) => runningStack(folder)?.url === url)
  const kept = data === undefined ? null : keptToken(data)
  return { url, token: ACCESS_TOKEN || kept || ADMIN_TOKEN || null }
}

/**
 * Does `work` on the stack at `url`, else on the one that uses our data folder, else on a stack
 * that is started for it and stopped afterwards. Returns the exit code of `work`.
 */
export const onStack = async (
  url: string | undefined,
  work: (target: Target) => Promise<number>,
): Promise<number> => {
  const running = url ?? runningStack(DATA_DIR)?.url
  if (running) return await work(targetAt(running))
  const stack = await startStack(say)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => process.exit(130))
  try {
    return await work(stack)
  } finally {
    await stack.stop()
  }
}

/** A command that works on a stack. */
export const runStackCommand = <Arguments extends object>(command: {
  wanted: Arguments | { wrong: string }
  usage: string
  /** The address of the stack, when the arguments name one. */
  urlOf: (wanted: Arguments) => string | undefined
  work: (target: Target, wanted: Arguments) => Promise<number>
}): void =>
  runCommand(command.wanted, command.usage, (wanted) =>
    onStack(command.urlOf(wanted), (target) => command.work(target, wanted)),
  )

/**
 * Runs a command to the end of the process. Exit code 2 is for arguments that cannot be read; they
 * are told with `usage`. A failure that the user can do something about is told by its message.
 */
export const runCommand = <Arguments extends object>(
  wanted: Arguments | { wrong: string },
  usage: string,
  work: (wanted: Arguments) => Promise<number>,
): void => {
  const main = async (): Promise<number> => {
    if ('wrong' in wanted) {
      console.error(`${wanted.wrong}\n${usage}`)
      return 2
    }
    return work(wanted)
  }
  main().then(
    // Stdout may be a pipe, so the process exits only after the pipe has taken the whole text.
    (code) => process.stdout.write('', () => process.exit(code)),
    (error: unknown) => {
      console.error(
        error instanceof StartError || error instanceof ApiError ? error.message : error,
      )
      process.exit(1)
    },
  )
}
