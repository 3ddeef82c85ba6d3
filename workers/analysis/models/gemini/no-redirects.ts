/**
 * The SDK asks with the global `fetch`, takes no other, and sends the key in a header of its own,
 * which a redirect would carry to whoever it names. So in this Worker nothing follows a redirect
 * unless it says that it does.
 */
const follows = globalThis.fetch

globalThis.fetch = (input, init) => follows(input, { redirect: 'manual', ...init })
