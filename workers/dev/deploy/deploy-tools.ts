/** What a deployment works with: a test gives it others than a person's shell does. */
import type { Environment, RunWrangler } from './wrangler-command.ts'

export interface DeployTools {
  environment: Environment
  wrangler: RunWrangler
  /** Folder for the configurations that are deployed, and the key-encryption key. */
  folder: string
  /** Prints a line of progress; what is in `secrets` by then is taken out of it. */
  say(line: string): void
  /** Prints a line as it is. */
  show(line: string): void
  /** Values that no line may have in it. */
  secrets: string[]
  health: { within_ms: number; every_ms: number }
  /** Where the gateway with this name is asked for its health. */
  addressOf(host: string): string
}
