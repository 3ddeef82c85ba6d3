/** How many companies have a figure, in the markets that are tested together. Pure. */
import type { Manifest } from '#shared/contracts/screens.ts'

export const coverageIn =
  (manifests: readonly Manifest[]) =>
  (field: string): { known: number; of: number } | null => {
    if (manifests.length === 0) return null
    let known = 0
    let of = 0
    for (const { companies, columns } of manifests) {
      of += companies.rows
      known += columns.find((column) => column.field === field && column.lag === 0)?.known ?? 0
    }
    return { known, of }
  }
