/** Has the analysis service write a module, and hears the text while it is written. */
import { createParser } from 'eventsource-parser'
import { z } from 'zod'
import {
  type AnalyzeRequest,
  type AnalyzeResponse,
  type analysisContract,
  MAX_SECTION_TEXT,
} from '#shared/contracts/analysis.ts'
import { fail, ok, type Result } from '#shared/contracts/problem.ts'
import { failureOf, readAnswer, type ServiceClient } from '#shared/http/client.ts'

const SERVICE = 'analysis-service'

const deltaSchema = z.object({ text: z.string().max(MAX_SECTION_TEXT), round: z.int() })

/** Takes the pieces of a text as they come. */
export interface DraftReader {
  write(text: string, round: number): void
}

/** The answer at the end of the events of an analysis; null where they were cut before it. */
const readEvents = async (
  body: ReadableStream<Uint8Array>,
  draft: DraftReader,
): Promise<Result<AnalyzeResponse> | null> => {
  const decoder = new TextDecoder()
  let answer: Result<AnalyzeResponse> | null = null
  const parser = createParser({
    onEvent: ({ event, data }) => {
      const told: unknown = JSON.parse(data)
      if (event === 'result') answer = ok(told as AnalyzeResponse)
      else if (event === 'problem') answer = failureOf(told, SERVICE, 200)
      else {
        const delta = deltaSchema.safeParse(told)
        if (delta.success) draft.write(delta.data.text, delta.data.round)
      }
    },
  })
  for await (const chunk of body) parser.feed(decoder.decode(chunk, { stream: true }))
  return answer
}

export const callAnalysis = async (
  analysis: ServiceClient<typeof analysisContract>,
  input: AnalyzeRequest,
  signal: AbortSignal,
  draft: DraftReader,
): Promise<Result<AnalyzeResponse>> => {
  try {
    const response = await analysis.raw('analyze', {
      body: input,
      headers: { accept: 'text/event-stream' },
      signal,
    })
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream') ?? false
    if (!response.body || !isStream)
      return (await readAnswer(response, SERVICE)) as Result<AnalyzeResponse>
    const answer = await readEvents(response.body, draft)
    return answer ?? fail('service_unavailable', `${SERVICE} did not come to an end.`)
  } catch {
    return fail('service_unavailable', `${SERVICE} did not answer.`)
  }
}
