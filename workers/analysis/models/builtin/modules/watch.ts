/** What a reader can check in the next filings, from the concerns that weigh most. Pure. */
import { concerns } from '../rules/index.ts'
import type { Briefing } from './common.ts'

const MOST_CONCERNS = 4
const MOST_WATCHED = 4

export const watchOf = ({ findings, pack }: Briefing): string[] =>
  [
    ...new Set(
      concerns(findings)
        .slice(0, MOST_CONCERNS)
        .flatMap(({ kind }) => pack.conclusion.watch[kind] ?? []),
    ),
  ].slice(0, MOST_WATCHED)
