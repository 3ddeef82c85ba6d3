/**
 * The version that a writer replaces: in the header `If-Match`, as an answer's `ETag` has it, or in
 * the body of the request.
 */
import { fail, failAt, ok, type Result } from '../contracts/problem.ts'

/** A version as an entity tag: `"12"`. */
export const versionTag = (version: number): string => `"${version}"`

/** One strong tag of at most nine digits. */
const TAG = /^"(\d{1,9})"$/

/**
 * Returns the version that header or body name. Both may, if they agree; none of them is
 * `version_required`.
 */
export const expectedVersion = (headers: Headers, inBody: number | undefined): Result<number> => {
  const header = headers.get('if-match')
  if (header === null)
    return inBody === undefined
      ? fail('version_required', 'Name the version that was read, in If-Match or in the body.')
      : ok(inBody)
  const tag = TAG.exec(header.trim())?.[1]
  const message =
    tag === undefined
      ? 'is not one version in quotes, such as "3"'
      : 'names another version than the body'
  return tag !== undefined && (inBody === undefined || inBody === Number(tag))
    ? ok(Number(tag))
    : failAt([{ path: 'headers.if-match', message }])
}
