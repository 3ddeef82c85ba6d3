/**
 * What the list stands on: each market's day, its sources and what they cannot show; how far a
 * snapshot is that is being made, and why one could not be read.
 */
import { type Market, MARKETS } from '#shared/names.ts'
import { gapsOf } from '#shared/screen/gaps.ts'
import { language } from '../preferences.ts'
import { ProblemPanel } from '../ui/ProblemPanel.tsx'
import { nameIn } from '../ui/strings/strings-of.ts'
import { grouped, providerName, utcTimeOf } from '../ui/words.ts'
import type { ScreenModel } from './model/screen-model.ts'
import type { MarketState } from './model/snapshots.ts'
import { t } from './strings/index.ts'

type MarketManifest = Extract<MarketState, { state: 'ready' }>['manifest']

const Ready = ({ manifest, market }: { manifest: MarketManifest; market: Market }) => {
  const isRecorded = manifest.sources.some(({ recorded }) => recorded)
  const gaps = gapsOf(manifest)
  return (
    <>
      <details class="standing-market">
        <summary>
          <span class="market">{market}</span>
          <span>
            {t('standing.day', {
              day: manifest.as_of,
              companies: grouped(manifest.companies.rows),
            })}
          </span>
          {isRecorded && <span class="badge">{t('badge.recorded')}</span>}
          <span class="standing-more">{t('standing.sources')}</span>
        </summary>
        <ul class="standing-sources">
          {manifest.sources.map((source) => (
            <li key={`${source.kind} ${source.provider} ${source.day}`}>
              <strong>{t(`source.${source.kind}`)}</strong> {providerName(source.provider)} ·{' '}
              {source.day}
              {source.recorded && <span class="badge">{t('badge.recorded')}</span>}
              <p class="muted">{nameIn(source.note, '')}</p>
            </li>
          ))}
          <li class="muted">
            {t('standing.point_in_time', { day: manifest.as_of })}{' '}
            {t('standing.made_at', { time: utcTimeOf(manifest.made_at) })}
          </li>
        </ul>
      </details>
      {gaps.map((gap) => (
        <p class="notice small standing-gap" key={gap.en}>
          {nameIn(gap, '')}
        </p>
      ))}
    </>
  )
}

const Coming = ({ market, state }: { market: Market; state: MarketState }) => {
  if (state.state !== 'making' && state.state !== 'stalled')
    return <p class="muted">{t('standing.loading', { market: t(`market.${market}`) })}</p>
  const { done, of } = state.progress
  return (
    <div class="standing-making">
      <label>
        {t('standing.making', {
          market: t(`market.${market}`),
          done: grouped(done),
          of: grouped(of),
        })}{' '}
        <progress max={Math.max(1, of)} value={done} />
      </label>
    </div>
  )
}

const One = ({ market, model }: { market: Market; model: ScreenModel }) => {
  const state = model.snapshots.markets.value.get(market) ?? { state: 'loading' as const }
  const retry = () => model.snapshots.retry(market)
  if (state.state === 'ready') return <Ready manifest={state.manifest} market={market} />
  if (state.state === 'failed')
    return (
      <div class="standing-failed">
        <p>
          <span class="market">{market}</span> {t(`market.${market}`)}
        </p>
        <ProblemPanel problem={state.problem} retry={retry} />
      </div>
    )
  return (
    <div role="status">
      <Coming market={market} state={state} />
      {state.state === 'stalled' && (
        <p>
          {t('standing.stalled')}{' '}
          <button type="button" class="link" onClick={retry}>
            {t('standing.ask_again')}
          </button>
        </p>
      )}
    </div>
  )
}

const today = (): string => new Date().toISOString().slice(0, 10)

export const Scope = ({ model }: { model: ScreenModel }) => {
  const tested = model.tested.value
  const toggle = (market: Market) => {
    const next = tested.includes(market)
      ? tested.filter((one) => one !== market)
      : [...tested, market]
    if (next.length > 0) model.chooseMarkets(next)
  }
  return (
    <div class="scope">
      <fieldset class="segments" aria-label={t('scope.markets')}>
        {MARKETS.map((market) => (
          <button
            type="button"
            key={market}
            aria-pressed={tested.includes(market)}
            onClick={() => toggle(market)}
          >
            {t(`market.${market}`)}
          </button>
        ))}
      </fieldset>
      <div class="as-of">
        <label>
          <span>{t('scope.day')}</span>{' '}
          <input
            type="date"
            lang={language.value}
            max={today()}
            value={model.asOf.value ?? ''}
            onChange={(event) => model.chooseDay(event.currentTarget.value || null)}
          />
        </label>
        {model.asOf.value && (
          <button type="button" class="quiet" onClick={() => model.chooseDay(null)}>
            {t('scope.newest')}
          </button>
        )}
      </div>
    </div>
  )
}

export const Standing = ({ model }: { model: ScreenModel }) => (
  <div class={model.ready.value.length < model.tested.value.length ? 'standing wide' : 'standing'}>
    {model.tested.value.map((market) => (
      <One key={market} market={market} model={model} />
    ))}
  </div>
)
