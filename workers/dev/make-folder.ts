/** Makes a folder and the folders above it that are missing. */
import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes `path` one level after the other. Throws the error of the first level that cannot be made.
 * Node's own recursive form never returns below a folder such as /proc, which says of everything in
 * it that it does not exist.
 */
export const makeFolder = (path: string): void => {
  if (existsSync(path)) return
  const above = dirname(path)
  if (above !== path) makeFolder(above)
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process may have made it in between.
    if (!existsSync(path)) throw error
  }
}
