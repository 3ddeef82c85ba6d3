/**
 * Figures that were filed more than once with different values: the first value, the later ones,
 * and the cause.
 */
import { type FigureIndex, termOf } from '#shared/book/figure-index.ts'
import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { Restatements as Answer, Restatement } from '#shared/contracts/restatements.ts'
import { getRestatements } from '../api.ts'
import { openOrigin } from '../figures/open-origin.ts'
import {
  byCause,
  changeText,
  opensItself,
  periodText,
  versionTexts,
} from '../figures/restatements.ts'
import { language } from '../preferences.ts'
import { Loading } from '../ui/Loading.tsx'
import { loader } from '../ui/loaded.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { nameIn } from '../ui/strings/strings-of.ts'
import { isWebAddress } from '#shared/web-address.ts'
import { providerName } from '../ui/words.ts'
import { t } from './strings/index.ts'

/**
 * How many figures are asked for at first, and when the reader wants earlier ones: the most that
 * one answer holds.
 */
const FIRST = 150
const MOST = 500

type Version = Restatement['versions'][number]

const VersionLine = ({
  of,
  version,
  text,
  figures,
}: {
  of: Restatement
  version: Version
  text: string
  figures: FigureIndex
}) => {
  const entry = figures.filed({ ...of, ...version })
  const source = [
    version.form ?? t('restate.record'),
    version.filed_at ?? version.known_at.slice(0, 10),
  ].join(' · ')
  return (
    <span class="version">
      {entry ? (
        <button
          type="button"
          class="figure"
          title={version.value}
          onClick={() => openOrigin({ kind: 'figure', entry, figures: figures })}
        >
          {text}
        </button>
      ) : (
        <span title={version.value}>{text}</span>
      )}
      {isWebAddress(version.source_url) ? (
        <a class="small" href={version.source_url} target="_blank" rel="noopener noreferrer">
          {source} ↗
        </a>
      ) : (
        <span class="muted small">{source}</span>
      )}
    </span>
  )
}

const Row = ({ restatement, figures }: { restatement: Restatement; figures: FigureIndex }) => {
  const { concept, period, versions, change, provider } = restatement
  const texts = versionTexts(restatement, language.value)
  const [first, ...later] = versions.map((version, position) => (
    <VersionLine
      key={version.fact}
      of={restatement}
      version={version}
      text={texts[position] ?? version.value}
      figures={figures}
    />
  ))
  return (
    <tr>
      <th scope="row">
        {nameIn(termOf(figures.about, concept) ?? {}, concept)}{' '}
        <span class="period">{periodText(period)}</span>
        {provider !== figures.reading.served_by.provider && (
          <span class="muted small restate-provider">{providerName(provider)}</span>
        )}
      </th>
      <td data-label={t('restate.before')}>{first}</td>
      <td data-label={t('restate.after')}>{later}</td>
      <td data-label={t('restate.change')} class="change">
        {change === null ? t('restate.no_change') : changeText(change, language.value)}
      </td>
    </tr>
  )
}

const Groups = ({ answer, figures }: { answer: Answer; figures: FigureIndex }) => (
  <>
    {byCause(answer.restatements).map(({ cause, restatements }, position) => (
      <details key={cause} class="restate-group" open={opensItself(cause, position)}>
        <summary>
          <span class={`cause cause-${cause}`}>{t(`restate.${cause}`)}</span>{' '}
          <span class="count">{restatements.length}</span>
          <span class="muted small">{t(`restate.${cause}_note`)}</span>
        </summary>
        <table class="restatements">
          <thead>
            <tr>
              {(['figure', 'before', 'after', 'change'] as const).map((column) => (
                <th scope="col" key={column}>
                  {t(`restate.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {restatements.map((restatement) => (
              <Row
                key={`${restatement.concept} ${restatement.start} ${restatement.end} ${restatement.provider} ${restatement.basis.standard} ${restatement.unit}`}
                restatement={restatement}
                figures={figures}
              />
            ))}
          </tbody>
        </table>
      </details>
    ))}
  </>
)

export const Restatements = ({ figures, asOf }: { figures: FigureIndex; asOf: string | null }) => {
  const limit = useSignal(FIRST)
  const { market, symbol } = figures.about.instrument
  const restatements = useMemo(
    () => loader(() => getRestatements(market, symbol, asOf, limit.value)),
    [market, symbol, asOf],
  )
  useEffect(() => void restatements.load(), [restatements, limit.value])
  const now = restatements.value.value
  if (now.state === 'loading') return <Loading label="restate.loading" />
  if (now.state === 'failed')
    return <ProblemPanel problem={now.problem} retry={() => void restatements.load()} />
  if (now.data.restatements.length === 0)
    return <p class="empty">{asOf ? t('restate.none_as_of', { date: asOf }) : t('restate.none')}</p>
  return (
    <div class="restate" aria-busy={restatements.busy.value}>
      <p class="muted small">
        {t('restate.lead')} {figures.about.conversion && t('restate.filed_currency')}
      </p>
      <Groups answer={now.data} figures={figures} />
      {now.data.more &&
        (limit.value < MOST ? (
          <button
            type="button"
            class="button"
            disabled={restatements.busy.value}
            onClick={() => {
              limit.value = MOST
            }}
          >
            {t('restate.more')}
          </button>
        ) : (
          <p class="muted small">{t('restate.still_more')}</p>
        ))}
    </div>
  )
}
