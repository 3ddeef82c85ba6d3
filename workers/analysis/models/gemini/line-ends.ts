/**
 * The SDK takes what it receives apart by lines, and takes two characters for the end of one that
 * JSON does not: the line separator and the paragraph separator. A text with one of them broke the
 * whole stream, so they reach the SDK as JSON may write them too, by their escapes.
 */
const SEPARATORS = /[\u2028\u2029]/g

const escaped = (text: string): string =>
  text.replace(SEPARATORS, (char) => (char === '\u2028' ? '\\u2028' : '\\u2029'))

/** The answer with these characters escaped; anything but a stream of events as it is. */
export const withoutSeparators = (answer: Response): Response => {
  const isStream = answer.headers.get('content-type')?.startsWith('text/event-stream')
  if (!answer.body || !isStream) return answer
  const body = answer.body
    .pipeThrough(new TextDecoderStream('utf-8', { fatal: true, ignoreBOM: true }))
    .pipeThrough(
      new TransformStream<string, string>({
        transform: (text, controller) => controller.enqueue(escaped(text)),
      }),
    )
    .pipeThrough(new TextEncoderStream())
  return new Response(body, answer)
}
