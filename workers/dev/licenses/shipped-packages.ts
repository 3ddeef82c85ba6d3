/** Which packages the page and the Workers contain, by the lock file. Pure. */
import { z } from 'zod'

const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().optional(),
      optional: z.boolean().optional(),
      devOptional: z.boolean().optional(),
    }),
  ),
})

export interface ShippedPackage {
  name: string
  version: string
  /** The SPDX expression that the package states. */
  license: string
  /** Its folder in the checkout. */
  folder: string
}

const INSTALLED = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)$/

/** Tools that put code of their own into a Worker: what stands in for parts of Node. */
const PUT_IN = ['unenv', '@cloudflare/unenv-preset']

/** Sorted by name. What only a developer needs is left out, but for `PUT_IN`. */
export const shippedPackages = (lock: unknown): ShippedPackage[] =>
  Object.entries(lockSchema.parse(lock).packages)
    .flatMap(([folder, { version, license, dev, optional, devOptional }]) => {
      const name = INSTALLED.exec(folder)?.[1]
      if (name === undefined || version === undefined) return []
      if ((dev || optional || devOptional) && !PUT_IN.includes(name)) return []
      return [{ name, version, license: license ?? 'not stated', folder }]
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
