/** The company search: an ARIA combobox with the candidates that the service finds. */
import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { Candidate } from '#shared/contracts/aggregator.ts'
import { companyPath, navigate, route } from '../router.ts'
import { titleOf } from '../ui/reasons.ts'
import { listed, providerName } from '../ui/words.ts'
import { CandidateRow } from './CandidateRow.tsx'
import { listDays } from './candidate-names.ts'
import { createSearch, type SearchState } from './search.ts'
import { t } from './strings/index.ts'

const pathOf = ({ market, symbol }: Candidate) => companyPath({ market, symbol })

/** Says that nothing matches, and which providers did not answer. */
const noneWords = ({ text, silent }: SearchState): string =>
  silent.length > 0
    ? t('search.none_answered', { query: text.trim(), providers: listed(silent.map(providerName)) })
    : t('search.none', { query: text.trim() })

/** What is said under the candidates. */
const noteOf = (state: SearchState): string => {
  const { candidates, problem, searching } = state
  if (searching) return t(candidates?.length ? 'search.asking' : 'search.searching')
  if (problem) return `${titleOf(problem.reason, problem.title)}. ${problem.detail}`
  if (!candidates) return ''
  if (candidates.every(({ match }) => match === 'unknown_symbol')) return noneWords(state)
  const days = listDays(candidates)
  return days === '' ? '' : t('search.lists', { days })
}

export const SearchBox = ({ id, large = false }: { id: string; large?: boolean }) => {
  const search = useMemo(() => createSearch((candidate) => navigate(pathOf(candidate))), [])
  const box = useRef<HTMLDivElement>(null)
  const input = useRef<HTMLInputElement>(null)
  const state = search.state.value
  const list = `${id}-list`
  const shown =
    state.open && (state.candidates !== null || state.problem !== null || state.searching)

  // This also closes the list when the present company is chosen again.
  const here = route.value
  useEffect(() => search.close(), [here])
  useEffect(() => {
    if (large && matchMedia('(min-width: 700px)').matches) input.current?.focus()
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) search.close()
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      search.move(event.key === 'ArrowDown' ? 1 : -1)
    } else if (event.key === 'Escape') search.close()
    else if (event.key === 'Enter') {
      event.preventDefault()
      search.enter()
    }
  }

  return (
    <div class={large ? 'combo combo-large' : 'combo'} ref={box}>
      <label class="hidden" for={id}>
        {t('search.label')}
      </label>
      <input
        ref={input}
        id={id}
        type="text"
        inputMode="search"
        enterkeyhint="go"
        role="combobox"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        placeholder={t('search.placeholder')}
        aria-expanded={shown}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={state.active >= 0 ? `${list}-${state.active}` : undefined}
        value={state.text}
        onInput={(event) => search.type(event.currentTarget.value)}
        onFocus={search.reopen}
        onKeyDown={onKeyDown}
      />
      <div class="combo-panel" hidden={!shown}>
        <div id={list} role="listbox" aria-label={t('search.label')}>
          {(state.candidates ?? []).map((candidate, position) => (
            <a
              key={candidate.id}
              id={`${list}-${position}`}
              role="option"
              href={pathOf(candidate)}
              tabIndex={-1}
              aria-selected={position === state.active}
              onPointerMove={() => state.active !== position && search.highlight(position)}
            >
              <CandidateRow candidate={candidate} />
            </a>
          ))}
        </div>
        <p class="combo-note" role="status">
          {noteOf(state)}
        </p>
      </div>
    </div>
  )
}
