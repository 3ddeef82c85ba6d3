/** The recorded provider answers, kept beside the repository and not part of it. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../paths.ts'

export const SHARED_DATA = join(ROOT, '..', 'shared', 'data')
export const hasSharedData = (): boolean => existsSync(SHARED_DATA)
export const bytesOf = (path: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(readFileSync(join(SHARED_DATA, path)))
export const textOf = (path: string): string => readFileSync(join(SHARED_DATA, path), 'utf8')
export const jsonOf = (path: string): unknown => JSON.parse(textOf(path))
