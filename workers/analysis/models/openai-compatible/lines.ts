/** Reads the body of a streamed answer, as events or as lines, within a bound. */
import { createParser } from 'eventsource-parser'

/** Most bytes of a whole answer: a section at its longest with ten times as much thinking. */
export const MAX_ANSWER_BYTES = 16_000_000
/** Most characters of one event or line. */
const MAX_LINE = 1_000_000

/** The answer is larger than any section with its thinking. */
export class AnswerTooLarge extends Error {}

async function* bounded(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.byteLength
    if (bytes > MAX_ANSWER_BYTES) throw new AnswerTooLarge()
    yield decoder.decode(chunk, { stream: true })
  }
}

/** The `data` of each server-sent event. Comments and blank lines keep a connection open. */
export async function* eventData(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let ready: string[] = []
  const parser = createParser({
    maxBufferSize: MAX_LINE,
    onEvent: ({ data }) => ready.push(data),
  })
  for await (const text of bounded(body)) {
    // Fed in pieces no longer than a line may be; the parser throws where one is longer.
    for (let at = 0; at < text.length; at += MAX_LINE) parser.feed(text.slice(at, at + MAX_LINE))
    const events = ready
    ready = []
    yield* events
  }
}

/** Each line of JSON. A last line without an end counts as well. */
export async function* jsonLines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = ''
  for await (const text of bounded(body)) {
    const lines = text.split('\n')
    lines[0] = rest + lines[0]
    rest = lines.pop() ?? ''
    if (rest.length > MAX_LINE) throw new AnswerTooLarge()
    for (const line of lines) if (line.trim() !== '') yield line
  }
  if (rest.trim() !== '') yield rest
}
