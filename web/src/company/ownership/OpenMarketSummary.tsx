/**
 * What insiders bought and sold on the open market over a period, and the difference. It is
 * computed from the trades listed below it.
 */
import { formatFigure } from '#shared/format-figure.ts'
import { signedText } from '../../figures/stated.ts'
import { language } from '../../preferences.ts'
import type { OpenMarket } from './insiders.ts'
import { t } from './strings/index.ts'

const Side = ({ title, side }: { title: string; side: OpenMarket['bought'] }) => (
  <div>
    <dt>{title}</dt>
    <dd>
      <strong>{formatFigure(String(side.shares), 'shares', language.value)}</strong>
      {side.unpriced === 0 &&
        [...side.money].map(([currency, amount]) => (
          <span key={currency}>{formatFigure(String(amount), currency, language.value)}</span>
        ))}
      {side.trades > 0 && (
        <span class="muted small">
          {t('insiders.trades', {
            trades:
              side.trades === 1
                ? t('insiders.trade_one')
                : t('insiders.trade_many', { count: side.trades }),
            people:
              side.people === 1
                ? t('insiders.person_one')
                : t('insiders.person_many', { count: side.people }),
          })}
        </span>
      )}
      {side.unpriced > 0 && (
        <span class="muted small">{t('insiders.unpriced', { count: side.unpriced })}</span>
      )}
    </dd>
  </div>
)

export const OpenMarketSummary = ({
  summary,
  from,
  to,
}: {
  summary: OpenMarket
  from: string
  to: string
}) => {
  const { bought, sold, netShares, netMoney } = summary
  if (bought.trades + sold.trades === 0)
    return <p class="muted">{t('insiders.none_open', { from, to })}</p>
  return (
    <div class="open-market">
      <dl class="cards">
        <Side title={t('insiders.open_buys')} side={bought} />
        <Side title={t('insiders.open_sells')} side={sold} />
        <div class="net">
          <dt>{t('insiders.net')}</dt>
          <dd>
            <strong class={netShares < 0 ? 'fell' : 'rose'}>
              {signedText(String(netShares), 'shares', language.value)}
            </strong>
            {[...netMoney].map(([currency, amount]) => (
              <span key={currency}>{signedText(String(amount), currency, language.value)}</span>
            ))}
          </dd>
        </div>
      </dl>
      <p class="muted small">{t('insiders.net_note', { from, to })}</p>
    </div>
  )
}
