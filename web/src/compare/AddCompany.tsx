/** Adds a company by its code or name. Where several fit, the reader chooses. */
import { useSignal } from '@preact/signals'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import { searchInstruments } from '../api.ts'
import { CompanyName } from '../ui/CompanyName.tsx'
import { titleOf } from '../ui/reasons.ts'
import { t } from './strings/index.ts'

/** `US:AAPL` stands for itself. */
const WHOLE = /^(CN|HK|US|JP):(\S{1,20})$/i

export const AddCompany = ({
  known,
  add,
}: {
  known: readonly string[]
  add: (id: string) => void
}) => {
  const text = useSignal('')
  const busy = useSignal(false)
  const said = useSignal<string | null>(null)
  const found = useSignal<readonly Candidate[]>([])

  const take = (id: string) => {
    text.value = ''
    said.value = null
    found.value = []
    if (!known.includes(id)) add(id)
  }
  const find = async () => {
    const wish = text.value.trim()
    if (wish === '' || busy.value) return
    if (WHOLE.test(wish)) return take(wish.toUpperCase())
    busy.value = true
    const answer = await searchInstruments(wish, 'skip', new AbortController().signal)
    busy.value = false
    if (!answer.ok) {
      said.value = titleOf(answer.problem.reason, answer.problem.title)
      return
    }
    const { candidates } = answer.data
    const exact = candidates.filter((one) => one.exact)
    const [only] = exact.length > 0 ? exact : candidates
    if (only && (exact.length === 1 || candidates.length === 1)) return take(only.id)
    found.value = candidates
    said.value = only ? null : t('compare.none_found', { text: wish })
  }

  return (
    <form
      class="compare-add"
      onSubmit={(event) => {
        event.preventDefault()
        void find()
      }}
    >
      <label class="picker">
        <span>{t('compare.add')}</span>
        <input
          type="search"
          maxLength={100}
          placeholder={t('compare.add_hint')}
          value={text.value}
          onInput={(event) => {
            text.value = event.currentTarget.value
          }}
        />
      </label>
      <button type="submit" class="button" disabled={busy.value}>
        {t(busy.value ? 'compare.adding' : 'compare.find')}
      </button>
      {said.value && (
        <p class="muted" role="status">
          {said.value}
        </p>
      )}
      {found.value.length > 0 && (
        <ul class="compare-found" aria-label={t('compare.several')}>
          {found.value.map((candidate) => (
            <li key={candidate.id}>
              <button type="button" class="link" onClick={() => take(candidate.id)}>
                <CompanyName instrument={candidate} /> <span class="code">{candidate.id}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  )
}
