/**
 * Sends an analysis as server-sent events: `delta` events while the model writes, each with the
 * round that it belongs to, then one `result` or `problem`. Comment lines keep the connection open
 * while the model is silent.
 */
import type { AnalyzeResponse } from '#shared/contracts/analysis.ts'
import { fail, type Result } from '#shared/contracts/problem.ts'
import { toProblem } from '#shared/http/respond.ts'
import { logger } from '#shared/log.ts'

/**
 * Milliseconds between two comment lines. Many proxies drop a connection after 60 s without a byte,
 * and a model can think for longer than that.
 */
export const HEARTBEAT_MS = 10_000

export type StreamedRun = (
  signal: AbortSignal,
  onDelta: (text: string, round: number) => void,
) => Promise<Result<AnalyzeResponse>>

/** Starts `run` at once. When the client goes away, the signal of `run` is aborted. */
export const analysisEvents = (
  run: StreamedRun,
  requestId: string,
  heartbeatMs = HEARTBEAT_MS,
): Response => {
  const encoder = new TextEncoder()
  const gone = new AbortController()
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        if (!gone.signal.aborted) controller.enqueue(encoder.encode(text))
      }
      const send = (event: string, data: object) =>
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
      let heartbeat = setInterval(() => write(': waiting\n\n'), heartbeatMs)
      const onDelta = (text: string, round: number) => {
        clearInterval(heartbeat)
        heartbeat = setInterval(() => write(': waiting\n\n'), heartbeatMs)
        send('delta', { text, round })
      }
      const finish = async () => {
        try {
          const result = await run(gone.signal, onDelta)
          if (result.ok) send('result', result.data)
          else send('problem', toProblem(result, requestId))
        } catch (error) {
          logger('analysis-service', requestId).error('analysis.unexpected', {
            kind: error instanceof Error ? error.name : typeof error,
          })
          send(
            'problem',
            toProblem(
              fail('internal_error', 'The fault was logged under the request id.'),
              requestId,
            ),
          )
        } finally {
          clearInterval(heartbeat)
          if (!gone.signal.aborted) controller.close()
        }
      }
      void finish()
    },
    cancel() {
      gone.abort()
    },
  })
  return new Response(body, {
    headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' },
  })
}
