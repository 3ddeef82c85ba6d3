/**
 * Which provider has which dataset in a market, with the proof of each. A grid on a wide screen, a
 * list on a phone.
 */
import { useSignal } from '@preact/signals'
import type { DataSourcesView, ParityCell } from '#shared/contracts/data-sources.ts'
import type { Market } from '#shared/names.ts'
import { providerName } from '../ui/words.ts'
import { DatasetName } from './DatasetName.tsx'
import { Legend, ProofSign } from './Legend.tsx'
import { askable, type Matrix, matrixOf, proofCounts } from './sources.ts'
import { t } from './strings/index.ts'

const Evidence = ({ cell, close }: { cell: ParityCell; close: () => void }) => (
  <div class="evidence">
    <p>
      <strong>{providerName(cell.provider)}</strong> · {t(`proof.${cell.proof}`)}
      <span class="muted">: {t(`proof.${cell.proof}_note`)}</span>
    </p>
    <p class="muted small">{t('sources.evidence')}</p>
    {cell.evidence.length === 0 ? (
      <p>{t('sources.evidence_none')}</p>
    ) : (
      <ul>
        {cell.evidence.map((name) => (
          <li key={name}>
            <code>{name}</code>
          </li>
        ))}
      </ul>
    )}
    <button type="button" class="quiet small" onClick={close}>
      {t('sources.close')}
    </button>
  </div>
)

interface RowProps {
  row: Matrix['rows'][number]
  opened: ParityCell | null
  open: (cell: ParityCell | null) => void
}

const MatrixRow = ({ row, opened, open }: RowProps) => (
  <>
    <tr>
      <th scope="row">
        <DatasetName dataset={row.dataset} />
      </th>
      {row.cells.map((cell, position) =>
        cell ? (
          <td key={cell.provider}>
            <button
              type="button"
              aria-expanded={cell === opened}
              title={`${providerName(cell.provider)}: ${t(`proof.${cell.proof}`)}`}
              onClick={() => open(cell === opened ? null : cell)}
            >
              <ProofSign proof={cell.proof} />
              <span class="cell-name">{providerName(cell.provider)}</span>
              <span class="hidden">: {t(`proof.${cell.proof}`)}</span>
            </button>
          </td>
        ) : (
          <td key={position} class="has-not">
            <span class="hidden">{t('sources.has_not')}</span>
          </td>
        ),
      )}
    </tr>
    {opened && row.cells.includes(opened) && (
      <tr class="evidence-row">
        <td colSpan={row.cells.length + 1}>
          <Evidence cell={opened} close={() => open(null)} />
        </td>
      </tr>
    )}
  </>
)

export const ParityMatrix = ({ view, market }: { view: DataSourcesView; market: Market }) => {
  const opened = useSignal<ParityCell | null>(null)
  const { providers, rows } = matrixOf(view, market)
  return (
    <section aria-labelledby="matrix-title">
      <h2 id="matrix-title">
        {t('sources.matrix')} <span class="period">{t(`market.${market}`)}</span>
      </h2>
      <Legend counts={proofCounts(view, market)} />
      <div class="matrix-box">
        <table class="market-table matrix">
          <thead>
            <tr>
              <th scope="col">{t('sources.dataset')}</th>
              {providers.map((id) => (
                <th
                  scope="col"
                  key={id}
                  class={
                    askable(view.providers.find((provider) => provider.id === id))
                      ? undefined
                      : 'unasked'
                  }
                >
                  {providerName(id)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <MatrixRow
                key={row.dataset}
                row={row}
                opened={opened.value}
                open={(cell) => {
                  opened.value = cell
                }}
              />
            ))}
          </tbody>
        </table>
      </div>
      <p class="muted small">{t('sources.matrix_note')}</p>
    </section>
  )
}
