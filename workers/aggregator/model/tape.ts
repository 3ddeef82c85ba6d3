/**
 * What a provider answered in one reading, kept so that the answers can be mapped again without
 * asking again. A tape either keeps what is heard or plays what was kept; while it plays, nothing
 * is sent.
 */

/** One call and what came back, without key and without headers. */
export interface HeardAnswer {
  /** Method, address and body as the adapter gave them, so without the key. */
  asked: string
  /** 0 when nothing came back in time. */
  status: number
  /** Null when nothing came back, or nothing that may be kept. */
  body: Uint8Array | null
}

export type Tape =
  | { plays: false; keep(heard: HeardAnswer): void }
  | { plays: true; play(asked: string): Promise<Omit<HeardAnswer, 'asked'> | null> }

/**
 * The name under which a provider remembers a session. A session is a secret of the running system,
 * so it is never kept with an answer, and while a tape plays none is needed.
 */
export const SESSION_MEMORY = 'session'
