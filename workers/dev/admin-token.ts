/** The administrator token of the commands that may change what is stored. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { ROOT } from './paths.ts'
import { StartError } from './start-error.ts'

/** From the environment, or from `.dev.vars`. Throws StartError when neither has it. */
export const adminToken = (): string => {
  const file = join(ROOT, '.dev.vars')
  const kept = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')).ADMIN_TOKEN : undefined
  const token = process.env.ADMIN_TOKEN || kept
  if (!token)
    throw new StartError(
      'Set ADMIN_TOKEN to the administrator token: this command may change what is stored.',
    )
  return token
}
