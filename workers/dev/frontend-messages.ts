/**
 * The part of Postgres's frontend protocol that turns need: which bytes of a client belong
 * together. Pure. Source: PostgreSQL documentation, "Message Formats".
 */

const SSL_REQUEST = 80_877_103
const GSS_REQUEST = 80_877_104
const CANCEL_REQUEST = 80_877_102

/**
 * After these messages the server answers and another client can have a turn: Query, Sync,
 * FunctionCall, PasswordMessage.
 */
const ENDS_A_TURN = new Set(['Q', 'S', 'F', 'p'])
/**
 * After these messages the server may wait for more from the same client: Flush, and the data of a
 * COPY.
 */
const ASKS_FOR_MORE = new Set(['H', 'd', 'c', 'f'])

export type Chunk =
  /**
   * Bytes to run together. `open` is true when this client must go on before another client has a
   * turn.
   */
  | { kind: 'run'; bytes: Uint8Array; open: boolean }
  /** The client asks for SSL or GSS encryption. The answer is `N`. */
  | { kind: 'refuse_encryption' }
  | { kind: 'hang_up' }

/**
 * Cuts the bytes of one client into turns. Keeps bytes that are not yet a whole message or turn.
 */
export const turnReader = () => {
  let rest = new Uint8Array(0)
  let turn: Uint8Array[] = []
  let started = false

  const take = (length: number): Uint8Array => {
    const taken = rest.subarray(0, length)
    rest = rest.subarray(length)
    return taken
  }
  const whole = (open: boolean): Chunk => {
    const bytes = Buffer.concat(turn)
    turn = []
    return { kind: 'run', bytes, open }
  }
  /** Up to and including its startup message, a client sends messages without a type. */
  const startup = (length: number, view: DataView): Chunk => {
    const code = view.getInt32(4)
    const message = take(length)
    if (code === SSL_REQUEST || code === GSS_REQUEST) return { kind: 'refuse_encryption' }
    if (code === CANCEL_REQUEST) return { kind: 'hang_up' }
    started = true
    turn.push(message)
    return whole(false)
  }

  return (data: Uint8Array): Chunk[] => {
    rest = Buffer.concat([rest, data])
    const chunks: Chunk[] = []
    for (;;) {
      const header = started ? 1 : 0
      if (rest.length < header + 4 || (!started && rest.length < 8)) return chunks
      const view = new DataView(rest.buffer, rest.byteOffset, rest.byteLength)
      const length = header + view.getInt32(header)
      if (rest.length < length) return chunks
      if (!started) {
        chunks.push(startup(length, view))
        continue
      }
      const type = String.fromCharCode(rest[0] ?? 0)
      const message = take(length)
      if (type === 'X') return [...chunks, { kind: 'hang_up' }]
      turn.push(message)
      if (ENDS_A_TURN.has(type)) chunks.push(whole(false))
      else if (ASKS_FOR_MORE.has(type)) chunks.push(whole(true))
    }
  }
}
