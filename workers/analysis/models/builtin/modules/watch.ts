/** What a reader can check in the next filings, from the concerns that weigh most. Pure. */
import { concerns } from '../rules/index.ts'
import type { Finding } from '../finding.ts'
import type { Briefing } from './common.ts'

const MOST_CONCERNS = 4
const MOST_WATCHED = 4

const isOperatingLoss = ({ kind, data }: Finding): boolean =>
  kind === 'margin_level' && 'level' in data && data.level === 'negative'

export const watchOf = ({ findings, pack }: Briefing): string[] =>
  [
    ...new Set(
      concerns(findings)
        .slice(0, MOST_CONCERNS)
        .flatMap(
          (found) =>
            (isOperatingLoss(found)
              ? pack.conclusion.watch_operating_loss
              : pack.conclusion.watch[found.kind]) ?? [],
        ),
    ),
  ].slice(0, MOST_WATCHED)
