/**
 * A model that writes one sentence for every module of a report, tells of each stage of its answer,
 * and counts by module how often it was asked.
 */
import type { ServerResponse } from 'node:http'
import { modulesSchema } from '#shared/contracts/config-documents.ts'
import modulesJson from '../../../config/analysis-modules.json' with { type: 'json' }
import { responsesOf } from '../../e2e/fakes/gemini.ts'
import { startModelServer } from '../../e2e/fakes/model-server.ts'

/** What is heard of an answer. The answer goes on when the promise settles. */
export type StageHeard = (stage: 'asked' | 'half' | 'answered', module: string) => Promise<void>

export interface StandIn {
  url: string
  /** The modules that were asked for since the last call, in order. */
  asked(): string[]
  /** Who hears of the stages from now on. */
  tell(heard: StageHeard): void
  close(): Promise<void>
}

const TEXT = 'The company sells what it makes, and the figures below tell what it earns by that.'

/** The modules by the titles that their prompts ask for. */
const byTitle = new Map(modulesSchema.parse(modulesJson).map(({ id, names }) => [names.en, id]))
const TITLE = /Write the section \\"([^"\\]{1,100})\\"/

const moduleOf = (body: unknown): string =>
  byTitle.get(TITLE.exec(JSON.stringify(body))?.[1] ?? '') ?? 'unknown'

export const startStandIn = async (): Promise<StandIn> => {
  let asked: string[] = []
  let heard: StageHeard = async () => {}
  const write = async (res: ServerResponse, module: string): Promise<void> => {
    const events = responsesOf({ kind: 'text', text: TEXT, chunks: 2 }).map(
      (response) => `data: ${JSON.stringify(response)}\r\n\r\n`,
    )
    asked.push(module)
    await heard('asked', module)
    res.writeHead(200, { 'content-type': 'text/event-stream' })
    res.write(events[0])
    await heard('half', module)
    for (const event of events.slice(1)) res.write(event)
    res.end()
    await heard('answered', module)
  }
  const server = await startModelServer<null>({
    first: null,
    path: /^\/v1beta\/models\/[^/:]+:streamGenerateContent\?alt=sse$/,
    key: () => undefined,
    notFound: (res) => res.writeHead(404).end(),
    respond: (res, _, { body }) => {
      res.on('error', () => {}) // Whoever asked was killed.
      void write(res, moduleOf(body))
    },
  })
  return {
    url: server.url,
    asked() {
      const since = asked
      asked = []
      return since
    },
    tell(next) {
      heard = next
    },
    close: () => server.close(),
  }
}
