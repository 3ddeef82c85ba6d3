/**
 * The SDK asks with the global `fetch`, takes no other, and sends the key in a header of its own,
 * which a redirect would carry to whoever it names. So in this Worker nothing follows a redirect
 * unless it says that it does, and what the SDK is answered is made fit for its reader of lines.
 */
import { withoutSeparators } from './line-ends.ts'

/** A header that the SDK sends with each call. */
const OF_THE_SDK = 'x-goog-api-client'

const follows = globalThis.fetch

globalThis.fetch = async (input, init) => {
  const answer = await follows(input, { redirect: 'manual', ...init })
  return new Headers(init?.headers).has(OF_THE_SDK) ? withoutSeparators(answer) : answer
}
