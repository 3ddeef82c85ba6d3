/** A button that asks a second source, and one sentence that says whether its figures agree. */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Attempt } from '#shared/contracts/facts.ts'
import { type Agreement, agreementOf } from '../figures/quality.ts'
import { splitAttempts } from '../ui/attempts.ts'
import { grouped, listed, providerName, unaskedWords } from '../ui/words.ts'
import { t } from './strings/index.ts'

/** `0.005` -> `0.5%`. */
const percent = (fraction: string): string => `${Number((Number(fraction) * 100).toPrecision(6))}%`

const Compared = ({ agreement }: { agreement: Extract<Agreement, { kind: 'compared' }> }) => {
  const providers =
    agreement.providers.length > 0
      ? listed(agreement.providers.map(providerName))
      : t('agree.another')
  const values = {
    providers,
    count: grouped(agreement.compared),
    differing: grouped(agreement.differing),
    tolerance: percent(agreement.tolerance),
  }
  return (
    <>
      <span class={agreement.differing > 0 ? 'flagged-count' : 'agrees'}>
        {t(agreement.differing > 0 ? 'agree.some' : 'agree.all', values)}
      </span>
      {agreement.otherCurrency > 0 &&
        ` ${t('agree.currencies', { count: grouped(agreement.otherCurrency) })}`}
    </>
  )
}

/**
 * Names the providers that could not be asked, with the reason. What the others answered stands in
 * the list of who was asked.
 */
const Alone = ({ asked, attempts }: { asked: boolean; attempts: readonly Attempt[] }) => {
  const { unasked } = splitAttempts(attempts)
  return (
    <>
      {t(asked ? 'agree.silent' : 'agree.alone')}
      {unasked.length > 0 && (
        <span class="muted"> {t('attempts.not_asked', { list: unaskedWords(unasked) })}</span>
      )}{' '}
      {unasked.some(({ reason }) => reason === 'no_key') && (
        <a href="/data-sources#keys">{t('attempts.keys')}</a>
      )}
    </>
  )
}

interface AgreementLineProps {
  figures: FigureIndex
  /** A second source was asked for. */
  asked: boolean
  busy: boolean
  ask: () => void
}

export const AgreementLine = ({ figures, asked, busy, ask }: AgreementLineProps) => {
  const agreement = agreementOf(figures)
  const told = asked || agreement.kind === 'compared'
  return (
    <div class="agreement">
      {told && (
        <p role="status">
          {agreement.kind === 'compared' ? (
            <Compared agreement={agreement} />
          ) : agreement.kind === 'nothing' ? (
            t('agree.nothing', { providers: listed(agreement.providers.map(providerName)) })
          ) : (
            <Alone asked={agreement.asked} attempts={figures.reading.attempts} />
          )}
        </p>
      )}
      {!asked && (
        <button type="button" class="quiet small" disabled={busy} onClick={ask}>
          {busy ? t('agree.busy') : t('agree.button')}
        </button>
      )}
    </div>
  )
}
