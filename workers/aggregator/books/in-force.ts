/**
 * Whether the newest book of a company is in force. While a deployment is spread, Workers of two
 * versions of the code run side by side, and each would find the book of the other stale. So:
 *
 * - A book is stale when it was made from another stored state: whoever sees it makes it anew.
 * - A book of this version's own recipe is in force.
 * - A book of an older version is stale.
 * - A book of a newer version stands for an older one: for `YIELDS_MS` after it was made, unless
 *   the configuration was changed since. After that the older version makes it anew, because the
 *   newer one was taken back. Where it is of a form that the older version cannot read, that one
 *   makes a book of its own beside it.
 */
import { type SQL, sql } from 'drizzle-orm'
import { KNOWN_FORMS } from '#shared/book/forms.ts'
import { type Recipe, recipeName } from './recipe.ts'

/** Time for which a book of a newer version stands, in ms: a rollback is healed after it. */
export const YIELDS_MS = 3_600_000

/** Of the row `c` of `company_books`: whether a newer version made it, and may still run. */
const isNewer = ({ version_at, config_version }: Recipe, now: Date): SQL => sql`
  ((c.made_by->>'version_at')::timestamptz > ${version_at}::timestamptz
    and (c.made_by->>'config_version')::int >= ${config_version}::int
    and c.made_at > ${new Date(now.getTime() - YIELDS_MS).toISOString()}::timestamptz)`

const isReadable = sql`(c.made_by->>'form')::int in (${sql.join(
  KNOWN_FORMS.map((form) => sql`${form}::int`),
  sql`, `,
)})`

/**
 * The two questions about the row `c` of `company_books`, where `s.state` digests what is stored.
 */
export const standing = (recipe: Recipe, now: Date): { inForce: SQL; stands: SQL } => {
  const isOwn = sql`c.recipe = ${recipeName(recipe)}`
  const newer = isNewer(recipe, now)
  return {
    /** Whether a read gives it. */
    inForce: sql`coalesce(c.state = s.state and (${isOwn} or (${newer} and ${isReadable})), false)`,
    /** Whether it stays the newest book, although this version may not be able to read it. */
    stands: sql`coalesce(c.state = s.state and (${isOwn} or ${newer}), false)`,
  }
}
